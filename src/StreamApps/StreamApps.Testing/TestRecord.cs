namespace StreamApps.Testing;

/// <summary>A record of a topic.</summary>
/// <param name="Key">Its key; null for none.</param>
/// <param name="Value">Its value; null for a tombstone.</param>
/// <param name="Timestamp">Its Kafka timestamp: milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Headers">Its headers, or null for none.</param>
public sealed record TestRecord<TKey, TValue>(TKey? Key, TValue? Value, long Timestamp, RecordHeaders? Headers = null)
{
    /// <summary>The partition that it was written to: the driver's, unless the sink chose one.</summary>
    public int Partition { get; init; }
}
