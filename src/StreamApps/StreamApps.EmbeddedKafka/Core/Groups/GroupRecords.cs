using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>The records of <c>__consumer_offsets</c>: offset key 1 and value 3, group key 2 and value 3.</summary>
internal static class GroupRecords
{
    public const short GroupKeyVersion = 2;

    const short OffsetKeyVersion = 1;
    const short ValueVersion = 3;

    public static byte[] GroupKey(string id) => Write(GroupKeyVersion, f => f.String(ref id));

    public static byte[] OffsetKey(string groupId, TopicPartition partition) => Write(OffsetKeyVersion, f =>
    {
        var (topic, index) = partition;
        f.String(ref groupId);
        f.String(ref topic);
        f.Int32(ref index);
    });

    public static byte[] OffsetValue(CommittedOffset offset) => Write(ValueVersion, f =>
    {
        var (position, epoch, metadata, time) = offset;
        f.Int64(ref position);
        f.Int32(ref epoch);
        f.String(ref metadata);
        f.Int64(ref time);
    });

    public static CommittedOffset ReadOffset(byte[] value)
    {
        var f = Read(value);
        long position = 0, time = 0;
        var epoch = 0;
        var metadata = "";
        f.Int64(ref position);
        f.Int32(ref epoch);
        f.String(ref metadata);
        f.Int64(ref time);
        return new CommittedOffset(position, epoch, metadata, time);
    }

    public static byte[] GroupValue(Group group, long nowMs) => Write(ValueVersion, f =>
    {
        var head = new GroupHead(group.ProtocolType ?? "", group.Generation, group.Protocol, group.LeaderId, nowMs);
        head.Walk(f);
        var count = group.Members.Count;
        f.Int32(ref count);
        foreach (var member in group.Members)
            WalkMember(f, group, member);
    });

    public static void ReadGroup(Group group, byte[] value)
    {
        var f = Read(value);
        var head = new GroupHead("", 0, null, null, 0);
        head.Walk(f);
        group.ProtocolType = head.ProtocolType;
        group.Generation = head.Generation;
        group.Protocol = head.Protocol;
        var count = 0;
        f.Int32(ref count);
        for (var i = 0; i < count; i++)
            group.Add(ReadMember(f, group.Protocol));
        group.LeaderId = head.Leader;
        group.State = count == 0 ? GroupState.Empty : GroupState.Stable;
    }

    static void WalkMember(FieldCodec f, Group group, GroupMember member)
    {
        var (id, instance, client, host) = (member.Id, member.InstanceId, member.ClientId, member.ClientHost);
        var (rebalance, session) = (member.RebalanceTimeoutMs, member.SessionTimeoutMs);
        var (subscription, assignment) = (member.MetadataOf(group.Protocol), member.Assignment);
        f.String(ref id);
        f.NullableString(ref instance);
        f.String(ref client);
        f.String(ref host);
        f.Int32(ref rebalance);
        f.Int32(ref session);
        f.Bytes(ref subscription);
        f.Bytes(ref assignment);
    }

    static GroupMember ReadMember(FieldCodec f, string? protocol)
    {
        string id = "", client = "", host = "";
        string? instance = null;
        int rebalance = 0, session = 0;
        byte[] subscription = [], assignment = [];
        f.String(ref id);
        f.NullableString(ref instance);
        f.String(ref client);
        f.String(ref host);
        f.Int32(ref rebalance);
        f.Int32(ref session);
        f.Bytes(ref subscription);
        f.Bytes(ref assignment);
        return new GroupMember(id, instance, client, host)
        {
            RebalanceTimeoutMs = rebalance,
            SessionTimeoutMs = session,
            Protocols = [new MemberProtocol(protocol ?? "", subscription)],
            Assignment = assignment,
            HasSynced = true,
        };
    }

    static byte[] Write(short version, Action<FieldCodec> fields)
    {
        using var f = FieldCodec.Writer(version: 0, flexible: false);
        f.Int16(ref version);
        fields(f);
        return f.Written.ToArray();
    }

    static FieldCodec Read(byte[] value)
    {
        var f = FieldCodec.Reader(value, version: 0, flexible: false);
        short version = 0;
        f.Int16(ref version);
        return version == ValueVersion
            ? f
            : throw new EmbeddedBrokerException(
                $"{OffsetsJournal.TopicName} holds a record value of version {version}");
    }
}
