using StreamApps.Time;

namespace StreamApps;

/// <summary>How a repartition topic is written and read again.</summary>
public sealed class RepartitionOptions<TKey, TValue>
{
    /// <summary>How many partitions the topic gets; default: as many as the stream's sources have.</summary>
    public int? Partitions { get; init; }

    /// <summary>True to write without a timestamp, as <see cref="SinkOptions{TKey, TValue}.AppendTime"/>.</summary>
    public bool AppendTime { get; init; }

    /// <summary>True to let records without a key through, which go to any partition. Default false: dropped.</summary>
    public bool KeepNullKeys { get; init; }

    /// <summary>Takes the records' time when they are read again; default: the Kafka timestamp.</summary>
    public TimestampExtractor<TKey, TValue>? Timestamps { get; init; }
}
