using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>From the first JoinGroup to the new generation.</summary>
internal sealed partial class GroupCoordinator
{
    /// <summary>Answers a JoinGroup request, at once or when the rebalance ends.</summary>
    public void Join(JoinRequest join)
    {
        var group = Find(join.GroupId);
        if (group is null)
        {
            if (join.MemberId.Length > 0)
            {
                join.Refuse(ErrorCode.UnknownMemberId);
                return;
            }
            group = GetOrAdd(join.GroupId);
        }
        if (!group.Supports(join.ProtocolType, join.Protocols))
            join.Refuse(ErrorCode.InconsistentGroupProtocol);
        else if (join.MemberId.Length == 0)
            JoinWithoutId(group, join);
        else
            JoinWithId(group, join);
    }

    void JoinWithoutId(Group group, JoinRequest join)
    {
        if (join.InstanceId is not null && group.StaticMember(join.InstanceId) is { } predecessor)
        {
            ReplaceStatic(group, predecessor, join);
            return;
        }
        var memberId = $"{join.InstanceId ?? join.ClientId}-{newId():D}";
        if (join.InstanceId is null && join.RequiresKnownId)
        {
            group.Pending[memberId] = timers.Schedule(join.SessionTimeoutMs, () => RemovePending(group, memberId));
            join.Refuse(ErrorCode.MemberIdRequired, memberId);
            return;
        }
        AddMember(group, memberId, join);
        PrepareRebalance(group);
    }

    void JoinWithId(Group group, JoinRequest join)
    {
        if (join.InstanceId is null && group.Pending.Remove(join.MemberId, out var pending))
        {
            pending.Cancel();
            AddMember(group, join.MemberId, join);
            PrepareRebalance(group);
            return;
        }
        var error = group.CheckMember(join.MemberId, join.InstanceId);
        if (error != ErrorCode.None)
        {
            join.Refuse(error);
            return;
        }
        var member = group.Member(join.MemberId)!;
        var unchanged = member.HasSameProtocols(join.Protocols);
        var keeps = group.State switch
        {
            GroupState.CompletingRebalance => unchanged,
            GroupState.Stable => unchanged && group.LeaderId != member.Id,
            _ => false,
        };
        if (keeps)
        {
            RestartSession(group, member);
            join.Reply(JoinAnswer(group, member));
            return;
        }
        Update(member, join);
        PrepareRebalance(group);
    }

    void AddMember(Group group, string memberId, JoinRequest join)
    {
        var member = new GroupMember(memberId, join.InstanceId, join.ClientId, join.ClientHost);
        if (group.Members.Count == 0)
            group.ProtocolType = join.ProtocolType;
        group.Add(member);
        Update(member, join);
    }

    static void Update(GroupMember member, JoinRequest join)
    {
        member.Protocols = join.Protocols;
        member.SessionTimeoutMs = join.SessionTimeoutMs;
        member.RebalanceTimeoutMs = join.RebalanceTimeoutMs;
        // A second join of the same member replaces the first: the client has given that one up.
        member.AnswerJoin(new JoinGroupResponse
        {
            ErrorCode = ErrorCode.UnknownMemberId,
            MemberId = member.Id,
        });
        member.Joining = join.Reply;
        member.Session?.Cancel();
    }

    /// <summary>A restarted static member takes its predecessor's place; a stable group need not rebalance.</summary>
    void ReplaceStatic(Group group, GroupMember predecessor, JoinRequest join)
    {
        var oldLeader = group.LeaderId;
        predecessor.AnswerJoin(new JoinGroupResponse { ErrorCode = ErrorCode.FencedInstanceId });
        predecessor.AnswerSync(new SyncGroupResponse { ErrorCode = ErrorCode.FencedInstanceId });
        group.Remove(predecessor);
        var wasLeader = oldLeader == predecessor.Id;
        AddMember(group, $"{join.InstanceId}-{newId():D}", join);
        var member = group.StaticMember(join.InstanceId!)!;
        member.Assignment = predecessor.Assignment;
        if (wasLeader)
            group.LeaderId = member.Id;
        if (group.State != GroupState.Stable || group.SelectProtocol() != group.Protocol)
        {
            PrepareRebalance(group);
            return;
        }
        journal.SaveGroup(group);
        member.Joining = null;
        RestartSession(group, member);
        var answer = JoinAnswer(group, member);
        if (!join.CanSkipAssignment)
        {
            // Before version 9 the leader must not assign again: it is told that its old id leads (KIP-814).
            answer.Leader = oldLeader ?? "";
            answer.Members = [];
        }
        answer.SkipAssignment = join.CanSkipAssignment && wasLeader;
        join.Reply(answer);
    }

    void PrepareRebalance(Group group)
    {
        if (group.State == GroupState.PreparingRebalance)
        {
            TryCompleteJoin(group);
            return;
        }
        if (group.State == GroupState.CompletingRebalance)
        {
            foreach (var member in group.Members)
            {
                member.Assignment = [];
                member.AnswerSync(new SyncGroupResponse { ErrorCode = ErrorCode.RebalanceInProgress });
            }
        }
        group.SyncTimer?.Cancel();
        group.State = GroupState.PreparingRebalance;
        var timeout = group.Members.Count == 0 ? 0 : group.Members.Max(member => member.RebalanceTimeoutMs);
        group.JoinTimer = timers.Schedule(timeout, () => CompleteJoin(group));
        TryCompleteJoin(group);
    }

    void TryCompleteJoin(Group group)
    {
        if (group.State == GroupState.PreparingRebalance
            && group.Pending.Count == 0
            && group.Members.All(member => member.Joining is not null))
        {
            CompleteJoin(group);
        }
    }

    void CompleteJoin(Group group)
    {
        group.JoinTimer?.Cancel();
        foreach (var absent in group.Members.Where(m => m.Joining is null && m.InstanceId is null).ToList())
            group.Remove(absent);
        if (group.Members.Count > 0 && group.Members.All(member => member.Joining is null))
        {
            // Only static members, none back yet: their sessions decide.
            group.JoinTimer = timers.Schedule(
                group.Members.Max(member => member.RebalanceTimeoutMs), () => CompleteJoin(group));
            return;
        }
        group.Generation++;
        if (group.Members.Count == 0)
        {
            group.Protocol = null;
            group.State = GroupState.Empty;
            journal.SaveGroup(group);
            return;
        }
        ElectJoinedLeader(group);
        group.Protocol = group.SelectProtocol();
        group.State = GroupState.CompletingRebalance;
        foreach (var member in group.Members.ToList())
        {
            member.HasSynced = false;
            RestartSession(group, member);
            member.AnswerJoin(JoinAnswer(group, member));
        }
        WatchSync(group);
    }

    static void ElectJoinedLeader(Group group)
    {
        if (group.Member(group.LeaderId ?? "")?.Joining is null)
            group.LeaderId = group.Members.First(member => member.Joining is not null).Id;
    }

    /// <summary>A member that joins and never asks for its assignment would hold the others up for ever.</summary>
    void WatchSync(Group group)
    {
        group.SyncTimer?.Cancel();
        group.SyncTimer = timers.Schedule(group.Members.Max(member => member.RebalanceTimeoutMs), () =>
        {
            foreach (var member in group.Members.Where(item => !item.HasSynced).ToList())
                Remove(group, member);
        });
    }

    static JoinGroupResponse JoinAnswer(Group group, GroupMember member)
    {
        var answer = new JoinGroupResponse
        {
            GenerationId = group.Generation,
            ProtocolType = group.ProtocolType,
            ProtocolName = group.Protocol,
            Leader = group.LeaderId ?? "",
            MemberId = member.Id,
        };
        if (group.LeaderId == member.Id)
        {
            answer.Members = [.. group.Members.Select(item => new JoinGroupResponse.JoinGroupResponseMember
            {
                MemberId = item.Id,
                GroupInstanceId = item.InstanceId,
                Metadata = item.MetadataOf(group.Protocol),
            })];
        }
        return answer;
    }
}
