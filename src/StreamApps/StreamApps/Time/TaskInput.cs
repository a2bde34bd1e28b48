using StreamApps.Processing;

namespace StreamApps.Time;

/// <summary>One input partition of a task.</summary>
internal sealed class TaskInput(TopicPartition partition, SourceNode source)
{
    public TopicPartition Partition { get; } = partition;

    public SourceNode Source { get; set; } = source;

    /// <summary>The offset of the next record to process; -1 when it is not known.</summary>
    public long NextOffset { get; set; } = -1;

    /// <summary>The largest timestamp taken from it; -1 for none.</summary>
    public long MaxTimestamp { get; set; } = -1;

    /// <summary>How its watermark is made; null when its source says nothing.</summary>
    public WatermarkStrategy? Strategy => Source.Watermarks;

    /// <summary>How far its watermark stays behind, in milliseconds.</summary>
    public long OutOfOrderness { get; } = (long)(source.Watermarks?.OutOfOrderness.TotalMilliseconds ?? 0);

    /// <summary>How long it may be silent, in milliseconds; null for ever.</summary>
    public long? Idleness { get; } = (long?)source.Watermarks?.Idleness?.TotalMilliseconds;

    /// <summary>The wall clock at its last record, or at the start; in milliseconds since 1970.</summary>
    public long LastActive { get; set; }

    /// <summary>The wall clock at which it is idle; null for never.</summary>
    public long? IdleAt => LastActive + Idleness;

    /// <summary>No record below this time is expected; -1 for not known.</summary>
    public long Watermark { get; set; } = -1;

    /// <summary>True when it holds no watermark back.</summary>
    public bool Idle { get; set; }
}
