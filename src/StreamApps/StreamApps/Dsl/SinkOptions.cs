using StreamApps.Processing;

namespace StreamApps;

/// <summary>How a sink writes.</summary>
public sealed class SinkOptions<TKey, TValue>
{
    internal static SinkOptions<TKey, TValue> Default { get; } = new();

    /// <summary>Gives each output its headers; default: those of the record.</summary>
    public Func<Record<TKey, TValue>, RecordHeaders?>? Headers { get; init; }

    /// <summary>
    /// Gives each output its partition, null for the partitioner's choice by the key, which is the default.
    /// </summary>
    public Func<Record<TKey, TValue>, int?>? Partition { get; init; }

    /// <summary>
    /// True to write without a timestamp, so that the time of the append becomes the Kafka timestamp; false, the
    /// default, to write that of the record. Brokers refuse times far ahead and delete old ones by retention.
    /// </summary>
    public bool AppendTime { get; init; }

    /// <summary>
    /// True to allow a topic that the same topology reads. Default false: it may feed itself for ever.
    /// </summary>
    public bool AllowOwnSource { get; init; }
}
