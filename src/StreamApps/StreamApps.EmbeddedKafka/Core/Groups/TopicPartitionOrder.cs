namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>By topic, then by partition.</summary>
internal sealed class TopicPartitionOrder : IComparer<TopicPartition>
{
    public static TopicPartitionOrder Instance { get; } = new();

    public int Compare(TopicPartition x, TopicPartition y)
    {
        var byTopic = string.CompareOrdinal(x.Topic, y.Topic);
        return byTopic != 0 ? byTopic : x.Partition.CompareTo(y.Partition);
    }
}
