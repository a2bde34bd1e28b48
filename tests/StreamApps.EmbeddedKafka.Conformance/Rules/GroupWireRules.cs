using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Conformance.Rules;

/// <summary>The classic group protocol, offsets with and without transactions.</summary>
public abstract partial class GroupWireRules(IBrokerAddress broker) : WireRules(broker)
{
    [Fact]
    public async Task JoinGroup_WithoutMemberId_IsGivenOneFirst()
    {
        var answer = await JoinAsync(Name("g"), "");
        answer.ErrorCode.ShouldBe(ErrorCode.MemberIdRequired);
        answer.MemberId.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task JoinGroup_BeforeVersion4_JoinsAtOnce()
    {
        var answer = await JoinAsync(Name("g"), "", version: 3);
        answer.ErrorCode.ShouldBe(ErrorCode.None);
        answer.Leader.ShouldBe(answer.MemberId);
        answer.GenerationId.ShouldBe(1);
    }

    [Fact]
    public async Task JoinGroup_UnknownMember_IsError25() =>
        (await JoinAsync(Name("g"), "nobody")).ErrorCode.ShouldBe(ErrorCode.UnknownMemberId);

    [Fact]
    public async Task JoinGroup_EmptyGroupId_IsError24() =>
        (await JoinAsync("", "")).ErrorCode.ShouldBe(ErrorCode.InvalidGroupId);

    [Theory]
    [InlineData(5_999)]
    [InlineData(1_800_001)]
    public async Task JoinGroup_SessionTimeoutOutOfRange_IsError26(int timeoutMs) =>
        (await JoinAsync(Name("g"), "", timeoutMs: timeoutMs)).ErrorCode.ShouldBe(ErrorCode.InvalidSessionTimeout);

    [Fact]
    public async Task JoinGroup_OtherProtocolType_IsError23()
    {
        var (group, _, _) = await StableAsync();
        (await JoinAsync(group, "", protocolType: "connect", version: 3)).ErrorCode
            .ShouldBe(ErrorCode.InconsistentGroupProtocol);
    }

    [Fact]
    public async Task SyncGroup_Leader_GetsItsAssignment()
    {
        var group = Name("g");
        var joined = await JoinAsync(group, "", version: 3);
        (await SyncAsync(group, joined, [1, 2, 3])).Assignment.ShouldBe([1, 2, 3]);
        (await SyncAsync(group, joined, [9])).Assignment.ShouldBe([1, 2, 3], "the group is stable already");
    }

    [Fact]
    public async Task SyncGroup_NoAssignmentForTheMember_GetsEmptyBytes()
    {
        var group = Name("g");
        var joined = await JoinAsync(group, "", version: 3);
        var answer = await Client.AskAsync<SyncGroupResponse>(3, new SyncGroupRequest
        {
            GroupId = group,
            MemberId = joined.MemberId,
            GenerationId = joined.GenerationId,
        });
        answer.ErrorCode.ShouldBe(ErrorCode.None);
        answer.Assignment.ShouldBeEmpty();
    }

    [Fact]
    public async Task SyncGroup_Version5WithoutProtocol_IsError23()
    {
        var (group, member, generation) = await StableAsync();
        var answer = await Client.AskAsync<SyncGroupResponse>(
            5, new SyncGroupRequest { GroupId = group, MemberId = member, GenerationId = generation });
        answer.ErrorCode.ShouldBe(ErrorCode.InconsistentGroupProtocol);
    }

    [Fact]
    public async Task SyncGroup_WrongGeneration_IsError22()
    {
        var (group, member, generation) = await StableAsync();
        var answer = await Client.AskAsync<SyncGroupResponse>(
            3, new SyncGroupRequest { GroupId = group, MemberId = member, GenerationId = generation + 1 });
        answer.ErrorCode.ShouldBe(ErrorCode.IllegalGeneration);
    }

    [Fact]
    public async Task Heartbeat_StableUnknownAndOld_AreToldApart()
    {
        var (group, member, generation) = await StableAsync();
        (await HeartbeatAsync(group, member, generation)).ShouldBe(ErrorCode.None);
        (await HeartbeatAsync(group, "nobody", generation)).ShouldBe(ErrorCode.UnknownMemberId);
        (await HeartbeatAsync(group, member, generation + 1)).ShouldBe(ErrorCode.IllegalGeneration);
        (await HeartbeatAsync(Name("g"), member, 1)).ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task Heartbeat_WhileAnotherJoins_IsError27()
    {
        var (group, member, generation) = await StableAsync();
        using var second = await Wire.RawClient.ConnectAsync(Bootstrap);
        var joining = JoinAsync(group, "", version: 3, client: second);
        while (await HeartbeatAsync(group, member, generation) != ErrorCode.RebalanceInProgress)
        {
        }
        var again = await JoinAsync(group, member, version: 3);
        again.GenerationId.ShouldBe(generation + 1);
        (await joining).GenerationId.ShouldBe(generation + 1);
        again.Members.Count.ShouldBe(2);
        (await joining).Members.ShouldBeEmpty("only the leader is told of the members");
    }

    [Fact]
    public async Task JoinGroup_StableFollowerUnchanged_KeepsTheGeneration()
    {
        var (group, member, generation) = await StableAsync();
        using var second = await Wire.RawClient.ConnectAsync(Bootstrap);
        var joining = JoinAsync(group, "", version: 3, client: second);
        while (await HeartbeatAsync(group, member, generation) != ErrorCode.RebalanceInProgress)
        {
        }
        var leader = await JoinAsync(group, member, version: 3);
        var follower = await joining;
        await SyncAsync(group, leader, [1]);
        (await JoinAsync(group, follower.MemberId, version: 3)).GenerationId.ShouldBe(leader.GenerationId);
    }

    [Fact]
    public async Task LeaveGroup_Member_EmptiesTheGroup()
    {
        var (group, member, _) = await StableAsync();
        (await Client.AskAsync<LeaveGroupResponse>(
            2, new LeaveGroupRequest { GroupId = group, MemberId = member })).ErrorCode
            .ShouldBe(ErrorCode.None);
        (await DescribeAsync(group)).GroupState.ShouldBe("Empty");
        (await Client.AskAsync<LeaveGroupResponse>(
            2, new LeaveGroupRequest { GroupId = group, MemberId = member })).ErrorCode
            .ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task JoinGroup_StaticMemberAgain_FencesTheOldOneWithoutARebalance()
    {
        var group = Name("g");
        var first = await JoinAsync(group, "", version: 5, instance: "i");
        first.ErrorCode.ShouldBe(ErrorCode.None);
        await SyncAsync(group, first, [7], version: 3, instance: "i");
        var second = await JoinAsync(group, "", version: 5, instance: "i");
        second.GenerationId.ShouldBe(first.GenerationId);
        (second.MemberId == first.MemberId).ShouldBeFalse();
        (await HeartbeatAsync(group, first.MemberId, first.GenerationId, "i")).ShouldBe(ErrorCode.FencedInstanceId);
        (await SyncAsync(group, second, [], version: 3, instance: "i")).Assignment.ShouldBe([7]);
    }

    [Fact]
    public async Task DescribeGroups_UnknownAndStable_AreDeadAndStable()
    {
        (await DescribeAsync(Name("g"))).GroupState.ShouldBe("Dead");
        var (group, member, _) = await StableAsync();
        var described = await DescribeAsync(group);
        described.GroupState.ShouldBe("Stable");
        described.Members.ShouldHaveSingleItem().MemberId.ShouldBe(member);
    }

    [Fact]
    public async Task DeleteGroups_UnknownAndBusy_AreRefused()
    {
        var (group, _, _) = await StableAsync();
        var answer = await Client.AskAsync<DeleteGroupsResponse>(
            2, new DeleteGroupsRequest { GroupsNames = [group, Name("none")] });
        answer.Results.Single(item => item.GroupId == group).ErrorCode.ShouldBe(ErrorCode.NonEmptyGroup);
        answer.Results.Single(item => item.GroupId != group).ErrorCode.ShouldBe(ErrorCode.GroupIdNotFound);
    }

    [Fact]
    public async Task OffsetCommit_Simple_IsKept()
    {
        var (topic, group) = (await NewTopicAsync(), Name("g"));
        (await CommitAsync(group, topic, 42)).ShouldBe(ErrorCode.None);
        (await CommittedAsync(group, topic)).CommittedOffset.ShouldBe(42);
        (await CommittedAsync(Name("g"), topic)).CommittedOffset.ShouldBe(-1);
    }

    [Fact]
    public async Task OffsetCommit_Rules_AreKafkas()
    {
        var topic = await NewTopicAsync();
        (await CommitAsync(Name("g"), topic, 1, "m", 5)).ShouldBe(ErrorCode.IllegalGeneration);
        var (group, member, generation) = await StableAsync();
        (await CommitAsync(group, topic, 1)).ShouldBe(ErrorCode.UnknownMemberId);
        (await CommitAsync(group, topic, 1, "nobody", generation)).ShouldBe(ErrorCode.UnknownMemberId);
        (await CommitAsync(group, topic, 1, member, generation + 1)).ShouldBe(ErrorCode.IllegalGeneration);
        (await CommitAsync(group, topic, 1, member, generation)).ShouldBe(ErrorCode.None);
    }

    /// <summary>KIP-447: member and generation are checked when given, not asked for when missing.</summary>
    [Fact]
    public async Task TxnOffsetCommit_Rules_AreKafkas()
    {
        var (topic, id) = (await NewTopicAsync(), Name("tx"));
        var producer = await ProducerAsync(id);
        var (group, member, generation) = await StableAsync();
        (await CommitInTransactionAsync(id, producer, group, topic, 1)).ShouldBe(ErrorCode.InvalidTxnState);
        await AddOffsetsAsync(id, producer, group);
        (await CommitInTransactionAsync(id, producer, group, topic, 1, "nobody", generation))
            .ShouldBe(ErrorCode.UnknownMemberId);
        (await CommitInTransactionAsync(id, producer, group, topic, 1, member, generation - 1))
            .ShouldBe(ErrorCode.IllegalGeneration);
        (await CommitInTransactionAsync(id, producer, group, topic, 5, member, generation)).ShouldBe(ErrorCode.None);
        (await CommitInTransactionAsync(id, producer, group, topic, 6)).ShouldBe(ErrorCode.None);
        (await CommittedAsync(group, topic)).CommittedOffset.ShouldBe(-1);
        (await CommittedAsync(group, topic, requireStable: true)).ErrorCode.ShouldBe(ErrorCode.UnstableOffsetCommit);
        (await EndAsync(id, producer, commit: true)).ShouldBe(ErrorCode.None);
        await StableOffsetAsync(group, topic);
        (await CommittedAsync(group, topic)).CommittedOffset.ShouldBe(6);
    }

    [Fact]
    public async Task TxnOffsetCommit_Aborted_LeavesNothing()
    {
        var (topic, id, group) = (await NewTopicAsync(), Name("tx"), Name("g"));
        var producer = await ProducerAsync(id);
        await AddOffsetsAsync(id, producer, group);
        (await CommitInTransactionAsync(id, producer, group, topic, 5)).ShouldBe(ErrorCode.None);
        (await EndAsync(id, producer, commit: false)).ShouldBe(ErrorCode.None);
        await StableOffsetAsync(group, topic);
        (await CommittedAsync(group, topic)).CommittedOffset.ShouldBe(-1);
    }

    [Fact]
    public async Task TxnOffsetCommit_OldEpoch_IsError47()
    {
        var (topic, id, group) = (await NewTopicAsync(), Name("tx"), Name("g"));
        var old = await ProducerAsync(id);
        await AddOffsetsAsync(id, old, group);
        await ProducerAsync(id);
        (await CommitInTransactionAsync(id, old, group, topic, 5)).ShouldBe(ErrorCode.InvalidProducerEpoch);
    }

    [Fact]
    public async Task OffsetDelete_OfAnIdleGroup_ForgetsTheOffset()
    {
        var (topic, group) = (await NewTopicAsync(), Name("g"));
        await CommitAsync(group, topic, 42);
        var answer = await Client.AskAsync<OffsetDeleteResponse>(0, new OffsetDeleteRequest
        {
            GroupId = group,
            Topics = [new() { Name = topic, Partitions = [new()] }],
        });
        answer.ErrorCode.ShouldBe(ErrorCode.None);
        (await CommittedAsync(group, topic)).CommittedOffset.ShouldBe(-1);
    }
}

/// <summary>The rules on the embedded broker.</summary>
public sealed class EmbeddedGroupWireTests(EmbeddedKafkaFixture broker)
    : GroupWireRules(broker), IClassFixture<EmbeddedKafkaFixture>;

/// <summary>The rules on Apache Kafka.</summary>
public sealed class ApacheGroupWireTests(ApacheKafkaFixture broker) : GroupWireRules(broker);
