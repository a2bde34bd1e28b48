using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>OffsetDelete: forgets offsets of topics that the group does not read (KIP-496).</summary>
internal static class OffsetDeleteApi
{
    public static OffsetDeleteResponse Handle(BrokerCore core, OffsetDeleteRequest request)
    {
        if (core.Groups.Find(request.GroupId) is not { } group)
            return new OffsetDeleteResponse { ErrorCode = ErrorCode.GroupIdNotFound };
        if (group.State != GroupState.Empty && group.ProtocolType != "consumer")
            return new OffsetDeleteResponse { ErrorCode = ErrorCode.NonEmptyGroup };
        var response = new OffsetDeleteResponse();
        var deleted = new List<TopicPartition>();
        foreach (var topic in request.Topics)
        {
            var subscribed = group.IsSubscribedTo(topic.Name);
            var answers = new OffsetDeleteResponse.OffsetDeleteResponseTopic { Name = topic.Name };
            response.Topics.Add(answers);
            foreach (var partition in topic.Partitions)
            {
                var error = subscribed ? ErrorCode.GroupSubscribedToTopic : ErrorCode.None;
                if (error == ErrorCode.None && group.Offsets.ContainsKey(new(topic.Name, partition.PartitionIndex)))
                    deleted.Add(new TopicPartition(topic.Name, partition.PartitionIndex));
                answers.Partitions.Add(new() { PartitionIndex = partition.PartitionIndex, ErrorCode = error });
            }
        }
        core.Offsets.DeleteOffsets(group, deleted);
        return response;
    }
}
