namespace Backorders.CdcBridge.Engine;

/// <summary>Something that a person must look at.</summary>
/// <param name="Reason">One of <see cref="AlertReason"/>, or a remark of a command.</param>
/// <param name="Detail">What happened, and what to do.</param>
/// <param name="Table">The table, or empty.</param>
/// <param name="Key">The row's key, or empty.</param>
/// <param name="Origin">The record that it was seen at.</param>
/// <param name="OccurredAtMs">When, milliseconds since 1970.</param>
sealed record BridgeAlert(
    string Reason, string Detail, string Table, string Key, RecordOrigin Origin, long OccurredAtMs);
