namespace StreamApps.Transport;

/// <summary>Reads named partitions from named offsets, outside any group. For one thread.</summary>
public interface ILogReader : IDisposable
{
    /// <summary>
    /// Replaces what is read. A reader fetches ahead of whoever polls it, also when nobody does any more: one that is
    /// kept for later is given nothing to read, and then holds no records.
    /// </summary>
    void Assign(IReadOnlyCollection<TopicPartitionOffset> positions);

    /// <summary>As <see cref="ILogConsumer.Poll"/>.</summary>
    int Poll(LogRecordBatch batch, TimeSpan timeout);

    /// <summary>
    /// The offset of the next record to come. Unlike "last record + 1" it moves over control records and aborted
    /// ones, so that it reaches the end of the log.
    /// </summary>
    long Position(TopicPartition partition);
}
