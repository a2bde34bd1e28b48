using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>A JoinGroup request, free of its wire version.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="MemberId">Empty for a member that has no id yet.</param>
/// <param name="InstanceId">Set for a static member (KIP-345).</param>
/// <param name="ClientId">The client's own name.</param>
/// <param name="ClientHost">Where it connects from.</param>
/// <param name="SessionTimeoutMs">Silence after which the member is taken for dead.</param>
/// <param name="RebalanceTimeoutMs">The longest that the others wait for it to join again.</param>
/// <param name="ProtocolType">"consumer" for consumers.</param>
/// <param name="Protocols">In order of preference.</param>
/// <param name="RequiresKnownId">The client understands MEMBER_ID_REQUIRED (KIP-394).</param>
/// <param name="CanSkipAssignment">The client understands SkipAssignment (KIP-814).</param>
/// <param name="Reply">Called once.</param>
internal sealed record JoinRequest(
    string GroupId, string MemberId, string? InstanceId, string ClientId, string ClientHost, int SessionTimeoutMs,
    int RebalanceTimeoutMs, string ProtocolType, List<MemberProtocol> Protocols, bool RequiresKnownId,
    bool CanSkipAssignment, Action<JoinGroupResponse> Reply)
{
    public void Refuse(ErrorCode error, string? memberId = null) =>
        Reply(new JoinGroupResponse { ErrorCode = error, MemberId = memberId ?? MemberId, ProtocolName = "" });
}
