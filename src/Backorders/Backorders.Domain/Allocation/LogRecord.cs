namespace Backorders.Domain.Allocation;

/// <summary>A record of the command log.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Timestamp">Its time in ms since 1970-01-01T00:00Z; outside 0 to year 9999 it moves no time.</param>
/// <param name="Command">What it asks for.</param>
public sealed record LogRecord(LogPosition Position, long Timestamp, AllocationCommand Command);
