using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.State;

/// <summary>A change of a row that the row's read may have held.</summary>
/// <param name="Position">Where it stands in the source's log.</param>
/// <param name="Image">The mapped columns after it; null for a delete.</param>
/// <param name="CommitMs">When it was committed; 0 when the record does not say.</param>
/// <param name="TransactionId">The transaction, or null.</param>
/// <param name="Record">The record.</param>
sealed record HeldChange(
    SourcePosition Position, ColumnValue[]? Image, long CommitMs, string? TransactionId, CapturedRecord Record);
