namespace StreamApps.Processing;

/// <summary>A record that failed, as an error handler sees it.</summary>
/// <param name="Stage">Where it failed.</param>
/// <param name="Task">The task that had it.</param>
/// <param name="Source">Where it was read; for a timer or punctuator, the last record that was read.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Timestamp">Its Kafka timestamp: milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Node">The name of the node that failed.</param>
/// <param name="Error">What was thrown.</param>
public sealed record RecordError(
    ErrorStage Stage,
    TaskId Task,
    TopicPartition Source,
    long Offset,
    long Timestamp,
    string Node,
    Exception Error);
