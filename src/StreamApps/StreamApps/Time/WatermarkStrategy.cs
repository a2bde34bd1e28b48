namespace StreamApps.Time;

/// <summary>
/// How far the time of an input partition has certainly come: the watermark, below which no further record is expected.
/// The watermark of a task is the smallest of its partitions that are not idle, and never goes back, whatever
/// happens: it is part of the task's state. Event-time timers fire by it. A value.
/// </summary>
/// <remarks>
/// As soon as one source of a task has a strategy, those without one count as monotonous. When none has, the
/// watermark is the stream time, the largest timestamp of any record, as in Kafka Streams.
/// </remarks>
public sealed record WatermarkStrategy
{
    WatermarkStrategy(TimeSpan outOfOrderness, TimeSpan? idleness)
    {
        if (outOfOrderness < TimeSpan.Zero)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"an out-of-orderness of {outOfOrderness} cannot be: use zero or more");
        if (idleness <= TimeSpan.Zero)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"an idleness of {idleness} cannot be: use more than zero");
        (OutOfOrderness, Idleness) = (outOfOrderness, idleness);
    }

    /// <summary>Timestamps ascend: the watermark is the largest one.</summary>
    public static WatermarkStrategy Monotonous { get; } = new(TimeSpan.Zero, null);

    /// <summary>How far behind the largest timestamp the watermark stays.</summary>
    public TimeSpan OutOfOrderness { get; }

    /// <summary>
    /// How long, by the wall clock, a partition may be silent until it holds the others back no more; null for ever,
    /// the default.
    /// </summary>
    public TimeSpan? Idleness { get; }

    /// <summary>Records come at most this much later than others with larger timestamps.</summary>
    public static WatermarkStrategy BoundedOutOfOrderness(TimeSpan bound) => new(bound, null);

    /// <summary>The same strategy with an idleness.</summary>
    public WatermarkStrategy WithIdleness(TimeSpan idleness) => new(OutOfOrderness, idleness);
}
