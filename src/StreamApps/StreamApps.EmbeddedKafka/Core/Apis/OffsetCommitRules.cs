using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>
/// Who may commit, with and without a transaction (KIP-447): member and generation are checked when they are given;
/// whether the member owns the partition is not.
/// </summary>
internal static class OffsetCommitRules
{
    public static ErrorCode CheckCommitter(
        GroupCoordinator groups,
        string groupId,
        string memberId,
        string? instanceId,
        int generation,
        bool isTransactional)
    {
        if (groupId.Length == 0)
            return ErrorCode.InvalidGroupId;
        if (groups.Find(groupId) is not { } group)
            return generation < 0 ? ErrorCode.None : ErrorCode.IllegalGeneration;
        if (generation < 0 && group.State == GroupState.Empty)
            return ErrorCode.None;
        if (generation >= 0 || memberId.Length > 0 || instanceId is not null)
        {
            var error = group.CheckMember(memberId, instanceId);
            if (error != ErrorCode.None)
                return error;
            if (generation != group.Generation)
                return ErrorCode.IllegalGeneration;
        }
        else if (!isTransactional && group.State != GroupState.Empty)
        {
            return ErrorCode.UnknownMemberId;
        }
        return !isTransactional && group.State == GroupState.CompletingRebalance
            ? ErrorCode.RebalanceInProgress
            : ErrorCode.None;
    }

    public static ErrorCode CheckOffset(
        BrokerCore core, TopicPartition partition, string? metadata, ErrorCode committer)
    {
        if (core.Topics.FindPartition(partition.Topic, partition.Partition) is null)
            return ErrorCode.UnknownTopicOrPartition;
        if (committer != ErrorCode.None)
            return committer;
        return metadata?.Length > OffsetCommitApi.MaxMetadataLength ? ErrorCode.OffsetMetadataTooLarge : ErrorCode.None;
    }
}
