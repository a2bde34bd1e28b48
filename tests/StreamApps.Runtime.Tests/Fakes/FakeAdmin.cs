using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>Looks at the log and creates topics in it.</summary>
sealed class FakeAdmin(FakeLog log) : ILogAdmin
{
    public IReadOnlyDictionary<string, TopicDescription> Describe(IReadOnlyCollection<string> topics) =>
        log.Topics.Where(pair => topics.Contains(pair.Key, StringComparer.Ordinal))
            .ToDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> List() => [.. log.Topics.Keys];

    public void Create(IReadOnlyCollection<TopicSpec> topics, TimeSpan timeout)
    {
        foreach (var topic in topics)
            log.Topics.TryAdd(topic.Name, new TopicDescription(topic.Name, topic.Partitions, topic.Settings));
    }

    public void DeleteRecords(IReadOnlyCollection<TopicPartitionOffset> before)
    {
        if (log.Failure("delete records") is { } failure)
            throw failure;
        foreach (var item in before)
            log.DeleteBefore(item.Partition, item.Offset);
    }

    public IReadOnlyDictionary<TopicPartition, OffsetRange> Offsets(IReadOnlyCollection<TopicPartition> partitions) =>
        partitions.ToDictionary(partition => partition, log.Range);

    public IReadOnlyDictionary<TopicPartition, long> CommittedOffsets(
        string group, IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout)
    {
        log.Note("committed offsets");
        if (log.Failure("committed offsets") is { } failure)
            throw failure;
        if (log.OffsetsAreUnstable)
            throw new LogTransportException(LogErrorKind.Retriable, "offsets are not stable");
        return partitions.Where(partition => log.GroupOffset(partition) is not null)
            .ToDictionary(partition => partition, partition => log.GroupOffset(partition)!.Value);
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
