using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>The calls that the group rules share.</summary>
public abstract partial class GroupWireRules
{
    async Task<(string Group, string Member, int Generation)> StableAsync()
    {
        var group = Name("g");
        var joined = await JoinAsync(group, "", version: 3);
        (await SyncAsync(group, joined, [1])).ErrorCode.ShouldBe(ErrorCode.None);
        return (group, joined.MemberId, joined.GenerationId);
    }

    internal async Task<JoinGroupResponse> JoinAsync(
        string group, string member, int timeoutMs = 10_000, string protocolType = "consumer", int version = 4,
        string? instance = null, Wire.RawClient? client = null)
    {
        while (true)
        {
            // A consumer's subscription: version 0, no topics, no user data.
            var answer = await (client ?? Client).AskAsync<JoinGroupResponse>(version, new JoinGroupRequest
            {
                GroupId = group,
                MemberId = member,
                GroupInstanceId = instance,
                SessionTimeoutMs = timeoutMs,
                RebalanceTimeoutMs = 20_000,
                ProtocolType = protocolType,
                Protocols = [new() { Name = "range", Metadata = [0, 0, 0, 0, 0, 0, 255, 255, 255, 255] }],
            });
            if (!IsStarting(answer.ErrorCode))
                return answer;
        }
    }

    static bool IsStarting(ErrorCode error) => error is ErrorCode.CoordinatorLoadInProgress or ErrorCode.NotCoordinator
        or ErrorCode.CoordinatorNotAvailable or ErrorCode.ConcurrentTransactions;

    internal Task<SyncGroupResponse> SyncAsync(
        string group, JoinGroupResponse joined, byte[] assignment, int version = 2, string? instance = null) =>
        Client.AskAsync<SyncGroupResponse>(version, new SyncGroupRequest
        {
            GroupId = group,
            MemberId = joined.MemberId,
            GroupInstanceId = instance,
            GenerationId = joined.GenerationId,
            Assignments = [new() { MemberId = joined.MemberId, Assignment = assignment }],
        });

    internal async Task<ErrorCode> HeartbeatAsync(
        string group, string member, int generation, string? instance = null) =>
        (await Client.AskAsync<HeartbeatResponse>(3, new HeartbeatRequest
        {
            GroupId = group,
            MemberId = member,
            GenerationId = generation,
            GroupInstanceId = instance,
        })).ErrorCode;

    internal async Task<DescribeGroupsResponse.DescribedGroup> DescribeAsync(string group) =>
        (await Client.AskAsync<DescribeGroupsResponse>(4, new DescribeGroupsRequest { Groups = [group] })).Groups[0];

    internal async Task<ErrorCode> CommitAsync(
        string group, string topic, long offset, string member = "", int generation = -1)
    {
        while (true)
        {
            var error = (await Client.AskAsync<OffsetCommitResponse>(7, new OffsetCommitRequest
            {
                GroupId = group,
                MemberId = member,
                GenerationIdOrMemberEpoch = generation,
                Topics = [new() { Name = topic, Partitions = [new() { CommittedOffset = offset }] }],
            })).Topics[0].Partitions[0].ErrorCode;
            if (!IsStarting(error))
                return error;
        }
    }

    internal async Task<ErrorCode> CommitInTransactionAsync(
        string id, (long Id, short Epoch) producer, string group, string topic, long offset, string member = "",
        int generation = -1)
    {
        while (true)
        {
            var error = (await Client.AskAsync<TxnOffsetCommitResponse>(3, new TxnOffsetCommitRequest
            {
                TransactionalId = id,
                ProducerId = producer.Id,
                ProducerEpoch = producer.Epoch,
                GroupId = group,
                MemberId = member,
                GenerationId = generation,
                Topics = [new() { Name = topic, Partitions = [new() { CommittedOffset = offset }] }],
            })).Topics[0].Partitions[0].ErrorCode;
            if (!IsStarting(error))
                return error;
        }
    }

    internal async Task AddOffsetsAsync(string id, (long Id, short Epoch) producer, string group)
    {
        ErrorCode error;
        do
        {
            error = (await Client.AskAsync<AddOffsetsToTxnResponse>(3, new AddOffsetsToTxnRequest
            {
                TransactionalId = id,
                ProducerId = producer.Id,
                ProducerEpoch = producer.Epoch,
                GroupId = group,
            })).ErrorCode;
        }
        while (IsStarting(error));
        error.ShouldBe(ErrorCode.None);
    }

    internal async Task<OffsetFetchResponse.OffsetFetchResponseTopic.OffsetFetchResponsePartition> CommittedAsync(
        string group, string topic, bool requireStable = false)
    {
        while (true)
        {
            var answer = await Client.AskAsync<OffsetFetchResponse>(7, new OffsetFetchRequest
            {
                GroupId = group,
                RequireStable = requireStable,
                Topics = [new() { Name = topic, PartitionIndexes = [0] }],
            });
            if (!IsStarting(answer.ErrorCode))
                return answer.Topics[0].Partitions[0];
        }
    }

    /// <summary>A real broker answers EndTxn before the markers are written.</summary>
    async Task StableOffsetAsync(string group, string topic)
    {
        while ((await CommittedAsync(group, topic, requireStable: true)).ErrorCode == ErrorCode.UnstableOffsetCommit)
        {
        }
    }
}
