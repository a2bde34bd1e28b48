namespace Backorders.Domain.Allocation;

/// <summary>A place in the command log.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The record's offset there; offsets grow strictly and may have gaps.</param>
public readonly record struct LogPosition(int Partition, long Offset);
