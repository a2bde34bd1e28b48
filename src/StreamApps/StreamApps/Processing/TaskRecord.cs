namespace StreamApps.Processing;

/// <summary>
/// What a task knows beside its stores, written with every commit as the last record of its changelog: whoever
/// has the stores up to this record has the positions and times that belong to them.
/// </summary>
/// <param name="Lineage">The id of the state.</param>
/// <param name="StreamTime">The largest timestamp taken from any input; -1 for none.</param>
/// <param name="LogTime">The largest Kafka timestamp of any input record; -1 for none.</param>
/// <param name="EventTimerLow">No event-time timer is pending below this time.</param>
/// <param name="ProcessingTimerLow">No processing-time timer is pending below this time.</param>
/// <param name="Inputs">The input partitions.</param>
internal sealed record TaskRecord(
    Guid Lineage,
    long StreamTime,
    long LogTime,
    long EventTimerLow,
    long ProcessingTimerLow,
    IReadOnlyList<InputPosition> Inputs)
{
    /// <summary>The watermark of the task; -1 for none. It never goes back.</summary>
    public long Watermark { get; init; } = -1;

    /// <summary>The next offset of an input, or null when the record has none for it.</summary>
    public long? NextOffset(TopicPartition partition)
    {
        foreach (var input in Inputs)
        {
            if (input.Partition == partition && input.NextOffset >= 0)
                return input.NextOffset;
        }
        return null;
    }
}
