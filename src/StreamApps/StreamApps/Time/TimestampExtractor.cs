using StreamApps.Processing;

namespace StreamApps.Time;

/// <summary>Takes the time of a record, in milliseconds since 1970; a negative time drops the record.</summary>
/// <param name="record">The record; its timestamp is that of Kafka.</param>
/// <param name="partitionTime">The largest timestamp taken from its partition so far; -1 at first.</param>
public delegate long TimestampExtractor<TKey, TValue>(in Record<TKey, TValue> record, long partitionTime);
