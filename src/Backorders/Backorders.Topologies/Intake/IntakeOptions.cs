namespace Backorders.Topologies.Intake;

/// <summary>How the intake topology runs.</summary>
public sealed class IntakeOptions
{
    /// <summary>Partitions of the command log: a default policy is written to each of them. Required.</summary>
    public required int CommandPartitions { get; init; }

    /// <summary>
    /// How far business time may lie ahead of the append time. What is further ahead is set back to it, and the command
    /// records by how much. Default 1 hour.
    /// </summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a cancellation waits for its order, in business time. Default 7 days.</summary>
    public TimeSpan CancellationTimeToLive { get; init; } = TimeSpan.FromDays(7);
}
