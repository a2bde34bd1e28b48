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

    /// <summary>
    /// No record below this time is expected: the largest timestamp, as timestamps are taken to ascend.
    /// </summary>
    public long Watermark { get; set; } = -1;

    /// <summary>True when it holds no watermark back.</summary>
    public bool Idle { get; set; }
}
