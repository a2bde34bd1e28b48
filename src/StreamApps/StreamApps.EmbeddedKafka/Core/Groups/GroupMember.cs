using StreamApps.EmbeddedKafka.Core.Time;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>One member of a group, with the answers that it is waiting for.</summary>
internal sealed class GroupMember(string id, string? instanceId, string clientId, string clientHost)
{
    public string Id { get; } = id;

    public string? InstanceId { get; } = instanceId;

    public string ClientId { get; } = clientId;

    public string ClientHost { get; } = clientHost;

    public int SessionTimeoutMs { get; set; }

    public int RebalanceTimeoutMs { get; set; }

    /// <summary>The protocols in the member's order of preference.</summary>
    public List<MemberProtocol> Protocols { get; set; } = [];

    public byte[] Assignment { get; set; } = [];

    public Action<JoinGroupResponse>? Joining { get; set; }

    public Action<SyncGroupResponse>? Syncing { get; set; }

    public bool HasSynced { get; set; }

    public ScheduledAction? Session { get; set; }

    public byte[] MetadataOf(string? protocol) =>
        Protocols.FirstOrDefault(item => string.Equals(item.Name, protocol, StringComparison.Ordinal))?.Metadata ?? [];

    public bool HasSameProtocols(List<MemberProtocol> others) =>
        Protocols.Count == others.Count
        && Protocols.Zip(others).All(pair =>
            pair.First.Name == pair.Second.Name && pair.First.Metadata.AsSpan().SequenceEqual(pair.Second.Metadata));

    public void AnswerJoin(JoinGroupResponse response)
    {
        var joining = Joining;
        Joining = null;
        joining?.Invoke(response);
    }

    public void AnswerSync(SyncGroupResponse response)
    {
        var syncing = Syncing;
        Syncing = null;
        syncing?.Invoke(response);
    }
}
