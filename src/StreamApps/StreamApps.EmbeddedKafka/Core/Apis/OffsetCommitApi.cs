using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>OffsetCommit: by a member of the current generation, or by anybody while the group is empty.</summary>
internal static class OffsetCommitApi
{
    public const int MaxMetadataLength = 4096;

    public static OffsetCommitResponse Handle(BrokerCore core, OffsetCommitRequest request)
    {
        var error = OffsetCommitRules.CheckCommitter(
            core.Groups, request.GroupId, request.MemberId, request.GroupInstanceId, request.GenerationIdOrMemberEpoch,
            isTransactional: false);
        var response = new OffsetCommitResponse();
        var offsets = new Dictionary<TopicPartition, CommittedOffset>();
        foreach (var topic in request.Topics)
        {
            var answers = new OffsetCommitResponse.OffsetCommitResponseTopic { Name = topic.Name };
            response.Topics.Add(answers);
            foreach (var item in topic.Partitions)
            {
                var partition = new TopicPartition(topic.Name, item.PartitionIndex);
                var own = OffsetCommitRules.CheckOffset(core, partition, item.CommittedMetadata, error);
                if (own == ErrorCode.None)
                {
                    offsets[partition] = new CommittedOffset(
                        item.CommittedOffset, item.CommittedLeaderEpoch, item.CommittedMetadata ?? "", core.NowMs);
                }
                answers.Partitions.Add(new() { PartitionIndex = item.PartitionIndex, ErrorCode = own });
            }
        }
        if (error == ErrorCode.None)
            Commit(core, request, offsets);
        return response;
    }

    static void Commit(
        BrokerCore core, OffsetCommitRequest request, Dictionary<TopicPartition, CommittedOffset> offsets)
    {
        var group = core.Groups.GetOrAdd(request.GroupId);
        core.Offsets.Commit(group, offsets);
        if (group.Member(request.MemberId) is { } member)
            core.Groups.RestartSession(group, member);
    }
}
