namespace StreamApps.Transport;

/// <summary>A member of a consumer group that reads committed records. For one thread.</summary>
public interface ILogConsumer : IDisposable
{
    /// <summary>
    /// Joins the group for these topics; assignments are told to the listener during polls. Nothing of a newly assigned
    /// partition is read until <see cref="ReadFrom"/> says where its task stands.
    /// </summary>
    void Subscribe(IReadOnlyCollection<string> topics, IAssignmentListener listener);

    /// <summary>
    /// Adds the next records to <paramref name="batch"/> and returns how many were added. Waits up to
    /// <paramref name="timeout"/> for the first one, never for more.
    /// </summary>
    /// <exception cref="LogTransportException">The log cannot be read.</exception>
    int Poll(LogRecordBatch batch, TimeSpan timeout);

    /// <summary>
    /// Replaces what is read: these of the assigned partitions, each from its offset, and no others.
    /// </summary>
    void ReadFrom(IReadOnlyCollection<TopicPartitionOffset> positions);

    /// <summary>Commits offsets outside any transaction (at-least-once), and waits for it.</summary>
    void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets);

    /// <summary>The member and generation as they are now.</summary>
    IGroupMetadata CaptureGroupMetadata();

    /// <summary>
    /// The end of the partition as the last fetch saw it (the last stable offset), or null before the first fetch.
    /// Answered from memory.
    /// </summary>
    long? CachedEnd(TopicPartition partition);

    /// <summary>
    /// The offset after the last record that was returned, moved over control records where the client knows of
    /// them; null before the first.
    /// </summary>
    long? Position(TopicPartition partition);

    /// <summary>
    /// Closes the consumer. A static member stays in its group until its session ends, so that its restart moves
    /// nothing, unless it leaves.
    /// </summary>
    /// <param name="leave">True on scale-in: the partitions go to the others at once.</param>
    void Close(bool leave);
}
