using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.Engine;

/// <summary>What all that one record causes has in common.</summary>
/// <param name="Origin">Where the record came from.</param>
/// <param name="Position">Where its change stands in the source's log.</param>
/// <param name="CommitMs">When it was committed; 0 when the record does not say.</param>
/// <param name="AppendedMs">When the record was appended.</param>
/// <param name="TransactionId">The transaction, or null.</param>
/// <param name="Record">The record; null for what a timer causes.</param>
sealed record ChangeScope(
    RecordOrigin Origin,
    SourcePosition Position,
    long CommitMs,
    long AppendedMs,
    string? TransactionId,
    CapturedRecord? Record);
