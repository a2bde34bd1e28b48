using StreamApps.EmbeddedKafka.Core.Time;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>
/// The classic group protocol: joins, generations, sessions. What must outlive the broker goes through
/// <see cref="OffsetsJournal"/> before it is answered.
/// </summary>
internal sealed partial class GroupCoordinator(TimerQueue timers, OffsetsJournal journal, Func<Guid> newId)
{
    readonly SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Group> All => _groups.Values;

    public Group? Find(string id) => _groups.GetValueOrDefault(id);

    public Group GetOrAdd(string id)
    {
        if (!_groups.TryGetValue(id, out var group))
            _groups[id] = group = new Group(id);
        return group;
    }

    /// <summary>Starts the sessions of members that were there before a restart.</summary>
    public void ResumeSessions()
    {
        foreach (var group in _groups.Values)
        {
            foreach (var member in group.Members)
                RestartSession(group, member);
        }
    }

    /// <summary>Notes a sign of life.</summary>
    public void RestartSession(Group group, GroupMember member)
    {
        member.Session?.Cancel();
        member.Session = timers.Schedule(member.SessionTimeoutMs, () => Expire(group, member));
    }

    public void RemovePending(Group group, string memberId)
    {
        if (group.Pending.Remove(memberId, out var timer))
            timer.Cancel();
        TryCompleteJoin(group);
    }

    /// <summary>Takes a member out; the others rebalance.</summary>
    public void Remove(Group group, GroupMember member)
    {
        group.Remove(member);
        member.AnswerJoin(new JoinGroupResponse { ErrorCode = ErrorCode.UnknownMemberId });
        member.AnswerSync(new SyncGroupResponse { ErrorCode = ErrorCode.UnknownMemberId });
        switch (group.State)
        {
            case GroupState.Stable or GroupState.CompletingRebalance:
                PrepareRebalance(group);
                break;
            case GroupState.PreparingRebalance:
                TryCompleteJoin(group);
                break;
        }
    }

    /// <summary>Deletes a group without members, with its offsets.</summary>
    public ErrorCode Delete(string id)
    {
        if (!_groups.TryGetValue(id, out var group))
            return ErrorCode.GroupIdNotFound;
        if (group.State != GroupState.Empty || group.Pending.Count > 0)
            return ErrorCode.NonEmptyGroup;
        journal.DeleteGroup(group);
        group.State = GroupState.Dead;
        _groups.Remove(id);
        return ErrorCode.None;
    }

    /// <summary>Forgets all groups' offsets of a deleted topic.</summary>
    public void ForgetTopic(string topic)
    {
        foreach (var group in _groups.Values)
        {
            var gone = group.Offsets.Keys.Where(key => key.Topic == topic).ToList();
            if (gone.Count > 0)
                journal.DeleteOffsets(group, gone);
        }
    }

    /// <summary>While loading: the same group without members, its offsets kept.</summary>
    public Group Replace(string id)
    {
        var group = new Group(id);
        if (_groups.TryGetValue(id, out var old))
        {
            foreach (var (partition, offset) in old.Offsets)
                group.Offsets[partition] = offset;
            foreach (var (producerId, offsets) in old.PendingOffsets)
                group.PendingOffsets[producerId] = offsets;
        }
        _groups[id] = group;
        return group;
    }

    /// <summary>While loading: a deleted group keeps nothing but offsets of transactions that are still open.</summary>
    public void Forget(string id)
    {
        if (!_groups.TryGetValue(id, out var old))
            return;
        _groups.Remove(id);
        foreach (var (producerId, offsets) in old.PendingOffsets)
            GetOrAdd(id).PendingOffsets[producerId] = offsets;
    }

    /// <summary>After loading: drops groups of which nothing is left but the name.</summary>
    public void RemoveForgotten()
    {
        var empty = _groups.Values.Where(group =>
            group.Members.Count == 0 && group.Generation == 0
                && group.Offsets.Count == 0 && group.PendingOffsets.Count == 0);
        foreach (var group in empty.ToList())
            _groups.Remove(group.Id);
    }

    void Expire(Group group, GroupMember member)
    {
        if (group.State == GroupState.Dead || group.Member(member.Id) != member)
            return;
        // A member that waits for its answer is alive: its own request proves it.
        if (member.Joining is null && member.Syncing is null)
            Remove(group, member);
    }
}
