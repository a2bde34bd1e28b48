namespace StreamApps.Transport;

/// <summary>What a partition holds.</summary>
/// <param name="Start">The offset of its first record.</param>
/// <param name="End">The offset that the next record will get.</param>
public readonly record struct OffsetRange(long Start, long End);
