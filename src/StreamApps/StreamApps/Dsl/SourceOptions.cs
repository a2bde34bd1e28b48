using StreamApps.Processing;
using StreamApps.Time;

namespace StreamApps;

/// <summary>How a source reads.</summary>
public sealed class SourceOptions<TKey, TValue>
{
    /// <summary>Takes the records' time; default: the Kafka timestamp.</summary>
    public TimestampExtractor<TKey, TValue>? Timestamps { get; init; }

    /// <summary>
    /// How the watermarks of its partitions are made; default: not said (<see cref="WatermarkStrategy"/>).
    /// </summary>
    public WatermarkStrategy? Watermarks { get; init; }

    /// <summary>
    /// How far ahead of the wall clock a record's time may be; one beyond it fails as a record that cannot be read does
    /// (<see cref="FutureTimestampException"/>). Default: any distance.
    /// </summary>
    public TimeSpan? MaxFuture { get; init; }

    /// <summary>
    /// Says of which keys a record must be in the partition that the key hashes to
    /// (<see cref="StreamApps.Transport.Murmur2Partitioner"/>); one in another partition fails as a record that cannot
    /// be read does (<see cref="MisroutedRecordException"/>). Default null: no record is checked.
    /// </summary>
    public Func<TKey, bool>? KeysByHash { get; init; }

    /// <summary>False for an input whose silence says nothing about time.</summary>
    internal bool HoldsWatermark { get; init; } = true;
}
