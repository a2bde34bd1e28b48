using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>SyncGroup: from version 5 on the member must say which protocol it believes in (KIP-559).</summary>
internal static class SyncGroupApi
{
    const short ProtocolRequiredSince = 5;

    public static void Handle(BrokerCore core, RequestContext context, SyncGroupRequest request, Action<IMessage> reply)
    {
        if (request.GroupId.Length == 0)
            reply(new SyncGroupResponse { ErrorCode = ErrorCode.InvalidGroupId });
        else if (context.Version >= ProtocolRequiredSince
            && (request.ProtocolType is null || request.ProtocolName is null))
        {
            reply(new SyncGroupResponse { ErrorCode = ErrorCode.InconsistentGroupProtocol });
        }
        else
            core.Groups.Sync(request, reply);
    }
}
