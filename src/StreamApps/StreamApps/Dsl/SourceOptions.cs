using StreamApps.Time;

namespace StreamApps;

/// <summary>How a source reads.</summary>
public sealed class SourceOptions<TKey, TValue>
{
    /// <summary>Takes the records' time; default: the Kafka timestamp.</summary>
    public TimestampExtractor<TKey, TValue>? Timestamps { get; init; }
}
