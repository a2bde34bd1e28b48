using StreamApps.EmbeddedKafka.Core.Time;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>The state of one group: members, generation, offsets. <see cref="GroupCoordinator"/> moves it.</summary>
internal sealed class Group(string id)
{
    readonly Dictionary<string, GroupMember> _members = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _staticIds = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public GroupState State { get; set; } = GroupState.Empty;

    public int Generation { get; set; }

    public string? ProtocolType { get; set; }

    public string? Protocol { get; set; }

    public string? LeaderId { get; set; }

    public IReadOnlyCollection<GroupMember> Members => _members.Values;

    /// <summary>Member ids that were handed out and have not joined yet.</summary>
    public Dictionary<string, ScheduledAction> Pending { get; } = new(StringComparer.Ordinal);

    public Dictionary<TopicPartition, CommittedOffset> Offsets { get; } = [];

    /// <summary>Offsets written in transactions that are still open, by producer id.</summary>
    public Dictionary<long, Dictionary<TopicPartition, CommittedOffset>> PendingOffsets { get; } = [];

    public ScheduledAction? JoinTimer { get; set; }

    public ScheduledAction? SyncTimer { get; set; }

    public GroupMember? Member(string memberId) => _members.GetValueOrDefault(memberId);

    public GroupMember? StaticMember(string instanceId) =>
        _staticIds.TryGetValue(instanceId, out var memberId) ? _members[memberId] : null;

    public void Add(GroupMember member)
    {
        LeaderId ??= member.Id;
        _members.Add(member.Id, member);
        if (member.InstanceId is not null)
            _staticIds[member.InstanceId] = member.Id;
    }

    public void Remove(GroupMember member)
    {
        member.Session?.Cancel();
        _members.Remove(member.Id);
        if (member.InstanceId is not null && _staticIds.GetValueOrDefault(member.InstanceId) == member.Id)
            _staticIds.Remove(member.InstanceId);
        if (LeaderId == member.Id)
            LeaderId = (_members.Values.FirstOrDefault(item => item.Joining is not null)
                ?? _members.Values.FirstOrDefault())?.Id;
    }

    /// <summary>Whether a member with these protocols can take part.</summary>
    public bool Supports(string protocolType, List<MemberProtocol> protocols)
    {
        if (protocolType.Length == 0 || protocols.Count == 0)
            return false;
        return _members.Count == 0
            || (ProtocolType == protocolType && protocols.Any(item => _members.Values.All(Knows(item.Name))));
    }

    /// <summary>The protocol that all members support and most prefer.</summary>
    public string SelectProtocol()
    {
        var first = _members.Values.First();
        var candidates = first.Protocols.Select(item => item.Name)
            .Where(name => _members.Values.All(Knows(name))).ToList();
        return _members.Values
            .Select(
                member => member.Protocols.First(item => candidates.Contains(item.Name, StringComparer.Ordinal)).Name)
            .GroupBy(name => name, StringComparer.Ordinal)
            .MaxBy(votes => votes.Count())!.Key;
    }

    public bool HasPendingOffset(TopicPartition partition) =>
        PendingOffsets.Values.Any(offsets => offsets.ContainsKey(partition));

    /// <summary>
    /// Whether the members, if they are consumers, may read the topic; they keep its offsets from deletion.
    /// </summary>
    public bool IsSubscribedTo(string topic) =>
        State != GroupState.Empty && ProtocolType == "consumer"
        && _members.Values.Any(member => ConsumerSubscription.Contains(member.MetadataOf(Protocol), topic));

    /// <summary>Checks who sends a request for the group: instance id first, then member id.</summary>
    public ErrorCode CheckMember(string memberId, string? instanceId)
    {
        if (instanceId is not null)
        {
            if (StaticMember(instanceId) is not { } known)
                return ErrorCode.UnknownMemberId;
            if (known.Id != memberId)
                return ErrorCode.FencedInstanceId;
        }
        return _members.ContainsKey(memberId) ? ErrorCode.None : ErrorCode.UnknownMemberId;
    }

    static Func<GroupMember, bool> Knows(string name) =>
        member => member.Protocols.Exists(item => item.Name == name);
}
