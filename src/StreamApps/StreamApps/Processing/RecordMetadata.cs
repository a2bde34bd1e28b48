namespace StreamApps.Processing;

/// <summary>Which input record is being processed; in a timer or punctuator, the last one.</summary>
/// <param name="Source">Where it was read; the default value before the first record.</param>
/// <param name="Offset">Its offset there; -1 before the first record.</param>
/// <param name="Timestamp">Its Kafka timestamp: milliseconds since 1970-01-01T00:00Z, or -1.</param>
/// <param name="Headers">Its headers, or null for none.</param>
public readonly record struct RecordMetadata(
    TopicPartition Source,
    long Offset,
    long Timestamp,
    RecordHeaders? Headers);
