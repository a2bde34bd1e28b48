namespace StreamApps.Testing;

/// <summary>One thing that happened to a record.</summary>
/// <param name="Step">The number of the record, timer or punctuator that it belongs to, from 1.</param>
/// <param name="Depth">How many nodes lie above it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Name">The node, the topic (with partition and offset, when it was read), the store or the tag.</param>
/// <param name="Key">The key as text; null for none.</param>
/// <param name="Value">The value as text; null for none. Of a failed record: the error.</param>
/// <param name="Timestamp">The record's time, in milliseconds since 1970; null where there is none.</param>
public sealed record TraceLine(
    int Step, int Depth, TraceKind Kind, string Name, string? Key, string? Value, long? Timestamp)
{
    /// <summary>For a node: true when it neither passed the record on nor wrote anything.</summary>
    public bool EndedHere { get; init; }
}
