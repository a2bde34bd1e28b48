namespace StreamApps;

/// <summary>
/// A record as it was read from the log. Its memory belongs to the <see cref="LogRecordBatch"/> it is in.
/// </summary>
/// <param name="Source">Where it was read.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Timestamp">Its Kafka timestamp: milliseconds since 1970-01-01T00:00Z, or -1 for none.</param>
/// <param name="Key">Its key, or null for none.</param>
/// <param name="Value">Its value, or null for a tombstone.</param>
/// <param name="Headers">Its headers, or null for none.</param>
public readonly record struct LogRecord(
    TopicPartition Source,
    long Offset,
    long Timestamp,
    ReadOnlyMemory<byte>? Key,
    ReadOnlyMemory<byte>? Value,
    RecordHeaders? Headers);
