namespace StreamApps;

/// <summary>A place in a partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset of the next record to read there.</param>
public readonly record struct TopicPartitionOffset(TopicPartition Partition, long Offset);
