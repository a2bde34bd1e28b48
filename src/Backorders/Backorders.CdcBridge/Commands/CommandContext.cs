namespace Backorders.CdcBridge.Commands;

/// <summary>What the commands of one change of one row have in common.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Table">The table.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Revision">How many changes of the row became commands, this one included.</param>
/// <param name="Cause">One of <see cref="ChangeCause"/>.</param>
/// <param name="Position">Where the change stands in the source's log, as text.</param>
/// <param name="Watermark">The source with the furthest place that was read.</param>
/// <param name="OccurredAtMs">When the change was committed, milliseconds since 1970.</param>
/// <param name="AppendedAtMs">When its record was appended.</param>
/// <param name="TransactionId">The transaction, or null.</param>
sealed record CommandContext(
    string Source,
    string Table,
    string Key,
    long Revision,
    string Cause,
    string Position,
    string Watermark,
    long OccurredAtMs,
    long AppendedAtMs,
    string? TransactionId);
