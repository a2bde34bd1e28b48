namespace Backorders.Replay.Vectors;

/// <summary>A conformance vector: records, and the exact bytes that they give.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">The section or mistake that it stands for.</param>
/// <param name="Records">The records, in order.</param>
/// <param name="Commands">Each record as it was written.</param>
/// <param name="Expected">The events of each record as one JSON array.</param>
/// <param name="State">The snapshot after the last record.</param>
public sealed record AllocationVector(
    string Name, string Rule, IReadOnlyList<LogRecord> Records, IReadOnlyList<string> Commands,
    IReadOnlyList<string> Expected, string State);
