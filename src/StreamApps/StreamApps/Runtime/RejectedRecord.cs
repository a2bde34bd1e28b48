using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// An input record whose outputs the log will never take, kept over the abort until its handler has decided.
/// </summary>
sealed record RejectedRecord(TopicPartition Source, long Offset, LogTransportException Error)
{
    /// <summary>True for the record when it is read again.</summary>
    public bool Is(in LogRecord record) => record.Offset == Offset && record.Source == Source;

    /// <summary>True when this position is past the record.</summary>
    public bool IsBelow(TopicPartitionOffset position) => position.Partition == Source && position.Offset > Offset;
}
