using Backorders.CdcBridge.Engine;
using Backorders.CdcBridge.Images;

namespace Backorders.CdcBridge.State;

/// <summary>A row on its way from one key to another.</summary>
/// <param name="OldKey">The key that it had.</param>
/// <param name="Row">The row as it was.</param>
/// <param name="Origin">The record that took it from there.</param>
/// <param name="CommitMs">When that was committed.</param>
sealed record ParkedMove(string OldKey, StoredRow Row, RecordOrigin Origin, long CommitMs);
