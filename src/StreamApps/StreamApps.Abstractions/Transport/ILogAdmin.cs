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

    /// <summary>The first and the next offset of each partition, open transactions included.</summary>
    IReadOnlyDictionary<TopicPartition, OffsetRange> Offsets(IReadOnlyCollection<TopicPartition> partitions);
}
