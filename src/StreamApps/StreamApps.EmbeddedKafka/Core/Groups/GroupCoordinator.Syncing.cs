using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>Assignments and heartbeats.</summary>
internal sealed partial class GroupCoordinator
{
    /// <summary>Answers a SyncGroup request, at once or when the leader's assignment is there.</summary>
    public void Sync(SyncGroupRequest request, Action<SyncGroupResponse> reply)
    {
        var error = CheckSync(request, out var group, out var member);
        if (error != ErrorCode.None)
        {
            reply(new SyncGroupResponse { ErrorCode = error });
            return;
        }
        RestartSession(group, member);
        if (group.State == GroupState.Stable)
        {
            reply(SyncAnswer(group, member));
            return;
        }
        member.AnswerSync(new SyncGroupResponse { ErrorCode = ErrorCode.RebalanceInProgress });
        member.Syncing = reply;
        member.HasSynced = true;
        if (group.LeaderId == member.Id)
            Assign(group, request.Assignments);
    }

    public ErrorCode Heartbeat(HeartbeatRequest request)
    {
        if (Find(request.GroupId) is not { } group || group.State == GroupState.Dead)
            return ErrorCode.UnknownMemberId;
        var error = group.CheckMember(request.MemberId, request.GroupInstanceId);
        if (error != ErrorCode.None)
            return error;
        if (group.State == GroupState.Empty)
            return ErrorCode.UnknownMemberId;
        if (request.GenerationId != group.Generation)
            return ErrorCode.IllegalGeneration;
        RestartSession(group, group.Member(request.MemberId)!);
        return group.State == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    ErrorCode CheckSync(SyncGroupRequest request, out Group group, out GroupMember member)
    {
        group = null!;
        member = null!;
        if (Find(request.GroupId) is not { } found)
            return ErrorCode.UnknownMemberId;
        group = found;
        var error = group.CheckMember(request.MemberId, request.GroupInstanceId);
        if (error != ErrorCode.None)
            return error;
        member = group.Member(request.MemberId)!;
        if (request.GenerationId != group.Generation)
            return ErrorCode.IllegalGeneration;
        if ((request.ProtocolType is not null && request.ProtocolType != group.ProtocolType)
            || (request.ProtocolName is not null && request.ProtocolName != group.Protocol))
        {
            return ErrorCode.InconsistentGroupProtocol;
        }
        return group.State switch
        {
            GroupState.PreparingRebalance => ErrorCode.RebalanceInProgress,
            GroupState.Empty or GroupState.Dead => ErrorCode.UnknownMemberId,
            _ => ErrorCode.None,
        };
    }

    void Assign(Group group, List<SyncGroupRequest.SyncGroupRequestAssignment> assignments)
    {
        var byMember = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var item in assignments)
            byMember[item.MemberId] = item.Assignment;
        foreach (var member in group.Members)
            member.Assignment = byMember.GetValueOrDefault(member.Id, []);
        journal.SaveGroup(group);
        group.State = GroupState.Stable;
        foreach (var member in group.Members)
        {
            if (member.Syncing is null)
                continue;
            RestartSession(group, member);
            member.AnswerSync(SyncAnswer(group, member));
        }
    }

    static SyncGroupResponse SyncAnswer(Group group, GroupMember member) => new()
    {
        ProtocolType = group.ProtocolType,
        ProtocolName = group.Protocol,
        Assignment = member.Assignment,
    };
}
