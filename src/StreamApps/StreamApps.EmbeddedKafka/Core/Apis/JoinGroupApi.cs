using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>JoinGroup: into the group coordinator's terms.</summary>
internal static class JoinGroupApi
{
    const short KnownIdSince = 4;
    const short SkipAssignmentSince = 9;

    public static void Handle(BrokerCore core, RequestContext context, JoinGroupRequest request, Action<IMessage> reply)
    {
        var join = new JoinRequest(
            request.GroupId,
            request.MemberId,
            request.GroupInstanceId,
            context.ClientId,
            context.ClientHost,
            request.SessionTimeoutMs,
            request.RebalanceTimeoutMs < 0 ? request.SessionTimeoutMs : request.RebalanceTimeoutMs,
            request.ProtocolType,
            [.. request.Protocols.Select(item => new MemberProtocol(item.Name, item.Metadata))],
            context.Version >= KnownIdSince,
            context.Version >= SkipAssignmentSince,
            reply);
        if (request.GroupId.Length == 0)
            join.Refuse(ErrorCode.InvalidGroupId);
        else if (request.SessionTimeoutMs < core.Options.MinSessionTimeoutMs
            || request.SessionTimeoutMs > core.Options.MaxSessionTimeoutMs)
        {
            join.Refuse(ErrorCode.InvalidSessionTimeout);
        }
        else
        {
            core.Groups.Join(join);
        }
    }
}
