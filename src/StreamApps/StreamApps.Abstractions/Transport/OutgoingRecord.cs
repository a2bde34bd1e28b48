namespace StreamApps.Transport;

/// <summary>A record to send. Its spans are copied before the send returns.</summary>
public readonly ref struct OutgoingRecord
{
    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>
    /// The partition; null lets the murmur2 partitioner choose by the key, as every Kafka Streams client does.
    /// </summary>
    public int? Partition { get; init; }

    /// <summary>The key's bytes.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>False for a record without a key.</summary>
    public bool HasKey { get; init; }

    /// <summary>The value's bytes.</summary>
    public ReadOnlySpan<byte> Value { get; init; }

    /// <summary>False for a tombstone.</summary>
    public bool HasValue { get; init; }

    /// <summary>The headers, or null for none.</summary>
    public RecordHeaders? Headers { get; init; }

    /// <summary>Milliseconds since 1970, or null for the append time as the producer sees it.</summary>
    public long? Timestamp { get; init; }

    /// <summary>True when the producer is to remember the offset that the broker gives it.</summary>
    public bool TrackOffset { get; init; }
}
