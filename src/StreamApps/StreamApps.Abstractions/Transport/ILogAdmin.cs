namespace StreamApps.Transport;

/// <summary>Looks up and creates topics. For one thread.</summary>
public interface ILogAdmin : IDisposable
{
    /// <summary>The topics that exist, of those named.</summary>
    IReadOnlyDictionary<string, TopicDescription> Describe(IReadOnlyCollection<string> topics);

    /// <summary>The names of all topics.</summary>
    IReadOnlyList<string> List();

    /// <summary>
    /// Creates topics, leaves those that exist as they are, and waits until each partition has a leader.
    /// </summary>
    void Create(IReadOnlyCollection<TopicSpec> topics, TimeSpan timeout);

    /// <summary>Deletes all records before these offsets; they become the first offsets of their partitions.</summary>
    void DeleteRecords(IReadOnlyCollection<TopicPartitionOffset> before);

    /// <summary>The first and the next offset of each partition, open transactions included.</summary>
    IReadOnlyDictionary<TopicPartition, OffsetRange> Offsets(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>
    /// A group's committed offsets, waiting for transactions that hold offsets open (KIP-447); a partition without
    /// one is not in the result. May be asked by anyone, member or not.
    /// </summary>
    /// <exception cref="LogTransportException">
    /// Of kind <see cref="LogErrorKind.Retriable"/> when they are not stable within <paramref name="timeout"/>.
    /// </exception>
    IReadOnlyDictionary<TopicPartition, long> CommittedOffsets(
        string group, IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout);
}
