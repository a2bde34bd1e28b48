namespace StreamApps.Transport;

/// <summary>Told of changed assignments, on the polling thread, inside <see cref="ILogConsumer.Poll"/>.</summary>
public interface IAssignmentListener
{
    /// <summary>These partitions are now this member's; none of their records has been returned yet.</summary>
    void Assigned(IReadOnlyList<TopicPartition> partitions);

    /// <summary>
    /// These partitions go to other members when the call returns: before that, the open transaction is committed
    /// or aborted.
    /// </summary>
    void Revoked(IReadOnlyList<TopicPartition> partitions);

    /// <summary>These partitions are gone already: nothing about them may be committed.</summary>
    void Lost(IReadOnlyList<TopicPartition> partitions);
}
