using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;
using Partition8 = StreamApps.EmbeddedKafka.Protocol.OffsetFetchResponse.OffsetFetchResponseGroup
    .OffsetFetchResponseTopics.OffsetFetchResponsePartitions;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>OffsetFetch: committed offsets of one group, or from version 8 of several.</summary>
internal static class OffsetFetchApi
{
    const short BatchedSince = 8;

    public static OffsetFetchResponse Handle(BrokerCore core, RequestContext context, OffsetFetchRequest request)
    {
        var response = new OffsetFetchResponse();
        if (context.Version >= BatchedSince)
        {
            foreach (var wanted in request.Groups)
            {
                var topics = wanted.Topics?.SelectMany(topic => Names(topic.Name, topic.PartitionIndexes));
                response.Groups.Add(Answer(core, wanted.GroupId, topics, request.RequireStable));
            }
            return response;
        }
        var single = request.Topics?.SelectMany(topic => Names(topic.Name, topic.PartitionIndexes));
        Flatten(Answer(core, request.GroupId, single, request.RequireStable), response);
        return response;
    }

    static IEnumerable<TopicPartition> Names(string topic, List<int> partitions) =>
        partitions.Select(partition => new TopicPartition(topic, partition));

    static OffsetFetchResponse.OffsetFetchResponseGroup Answer(
        BrokerCore core, string groupId, IEnumerable<TopicPartition>? wanted, bool requireStable)
    {
        var group = core.Groups.Find(groupId);
        var partitions = wanted ?? group?.Offsets.Keys.Order(TopicPartitionOrder.Instance)
            ?? Enumerable.Empty<TopicPartition>();
        var answer = new OffsetFetchResponse.OffsetFetchResponseGroup { GroupId = groupId };
        foreach (var topic in partitions.GroupBy(item => item.Topic, StringComparer.Ordinal))
        {
            answer.Topics.Add(new()
            {
                Name = topic.Key,
                Partitions = [.. topic.Select(item => Answer(group, item, requireStable))],
            });
        }
        return answer;
    }

    static Partition8 Answer(Group? group, TopicPartition partition, bool requireStable)
    {
        var answer = new Partition8 { PartitionIndex = partition.Partition, CommittedOffset = -1, Metadata = "" };
        if (requireStable && group is not null && group.HasPendingOffset(partition))
            answer.ErrorCode = ErrorCode.UnstableOffsetCommit;
        else if (group is not null && group.Offsets.TryGetValue(partition, out var committed))
        {
            answer.CommittedOffset = committed.Offset;
            answer.CommittedLeaderEpoch = committed.LeaderEpoch;
            answer.Metadata = committed.Metadata;
        }
        return answer;
    }

    static void Flatten(OffsetFetchResponse.OffsetFetchResponseGroup group, OffsetFetchResponse response)
    {
        response.ErrorCode = group.ErrorCode;
        foreach (var topic in group.Topics)
        {
            response.Topics.Add(new()
            {
                Name = topic.Name,
                Partitions = [.. topic.Partitions.Select(item =>
                    new OffsetFetchResponse.OffsetFetchResponseTopic.OffsetFetchResponsePartition
                    {
                        PartitionIndex = item.PartitionIndex,
                        CommittedOffset = item.CommittedOffset,
                        CommittedLeaderEpoch = item.CommittedLeaderEpoch,
                        Metadata = item.Metadata,
                        ErrorCode = item.ErrorCode,
                    })],
            });
        }
    }
}
