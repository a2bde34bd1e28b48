using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Core.Topics;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>
/// Groups and offsets in the compacted topic <c>__consumer_offsets</c>, in Kafka's own record formats. Offsets that
/// belong to a transaction wait in the group until the transaction's marker is in the same log.
/// </summary>
internal sealed partial class OffsetsJournal(Topic topic, Func<long> nowMs)
{
    public const string TopicName = "__consumer_offsets";

    PartitionLog Log => topic.Partitions[0];

    /// <summary>Writes the group's members and assignment.</summary>
    public void SaveGroup(Group group)
    {
        var builder = new BatchBuilder(nowMs());
        builder.Add(GroupRecords.GroupKey(group.Id), GroupRecords.GroupValue(group, nowMs()));
        Log.Append(builder.Build());
    }

    public void DeleteGroup(Group group)
    {
        var builder = new BatchBuilder(nowMs());
        foreach (var partition in group.Offsets.Keys)
            builder.Add(GroupRecords.OffsetKey(group.Id, partition), null);
        builder.Add(GroupRecords.GroupKey(group.Id), null);
        Log.Append(builder.Build());
    }

    /// <summary>Commits offsets of a group at once.</summary>
    public void Commit(Group group, IReadOnlyDictionary<TopicPartition, CommittedOffset> offsets)
    {
        if (offsets.Count == 0)
            return;
        Log.Append(BatchOf(group, offsets).Build());
        foreach (var (partition, offset) in offsets)
            group.Offsets[partition] = offset;
    }

    /// <summary>Keeps offsets of a group until the producer's transaction ends.</summary>
    public void CommitInTransaction(
        Group group, IReadOnlyDictionary<TopicPartition, CommittedOffset> offsets, long producerId, short producerEpoch)
    {
        if (offsets.Count == 0)
            return;
        Log.Append(BatchOf(group, offsets).Build(producerId, producerEpoch, transactional: true));
        AddPending(group, producerId, offsets);
    }

    public void DeleteOffsets(Group group, IReadOnlyCollection<TopicPartition> partitions)
    {
        if (partitions.Count == 0)
            return;
        var builder = new BatchBuilder(nowMs());
        foreach (var partition in partitions)
            builder.Add(GroupRecords.OffsetKey(group.Id, partition), null);
        Log.Append(builder.Build());
        foreach (var partition in partitions)
            group.Offsets.Remove(partition);
    }

    /// <summary>
    /// Applies or drops what a producer's ended transaction had pending; its marker is in the log already.
    /// </summary>
    public static void EndTransaction(IEnumerable<Group> groups, long producerId, bool commit)
    {
        foreach (var group in groups)
        {
            if (!group.PendingOffsets.Remove(producerId, out var pending) || !commit)
                continue;
            foreach (var (partition, offset) in pending)
                group.Offsets[partition] = offset;
        }
    }

    static void AddPending(
        Group group, long producerId, IEnumerable<KeyValuePair<TopicPartition, CommittedOffset>> offsets)
    {
        if (!group.PendingOffsets.TryGetValue(producerId, out var pending))
            group.PendingOffsets[producerId] = pending = [];
        foreach (var (partition, offset) in offsets)
            pending[partition] = offset;
    }

    BatchBuilder BatchOf(Group group, IReadOnlyDictionary<TopicPartition, CommittedOffset> offsets)
    {
        var builder = new BatchBuilder(nowMs());
        foreach (var (partition, offset) in offsets)
            builder.Add(GroupRecords.OffsetKey(group.Id, partition), GroupRecords.OffsetValue(offset));
        return builder;
    }
}
