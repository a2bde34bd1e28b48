using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>LeaveGroup: one member, or from version 3 several, static ones by their instance id.</summary>
internal static class LeaveGroupApi
{
    const short BatchedSince = 3;

    public static LeaveGroupResponse Handle(BrokerCore core, RequestContext context, LeaveGroupRequest request)
    {
        var group = core.Groups.Find(request.GroupId);
        if (group is null)
            return new LeaveGroupResponse { ErrorCode = ErrorCode.UnknownMemberId };
        if (context.Version < BatchedSince)
            return new LeaveGroupResponse { ErrorCode = Leave(core, group, request.MemberId, instanceId: null) };
        return new LeaveGroupResponse
        {
            Members = [.. request.Members.Select(item => new LeaveGroupResponse.MemberResponse
            {
                MemberId = item.MemberId,
                GroupInstanceId = item.GroupInstanceId,
                ErrorCode = Leave(core, group, item.MemberId, item.GroupInstanceId),
            })],
        };
    }

    static ErrorCode Leave(BrokerCore core, Group group, string memberId, string? instanceId)
    {
        if (instanceId is null && group.Pending.ContainsKey(memberId))
        {
            core.Groups.RemovePending(group, memberId);
            return ErrorCode.None;
        }
        // An administrator removes a static member without knowing its member id.
        var id = instanceId is not null && memberId.Length == 0 ? group.StaticMember(instanceId)?.Id ?? "" : memberId;
        var error = group.CheckMember(id, instanceId);
        if (error == ErrorCode.None)
            core.Groups.Remove(group, group.Member(id)!);
        return error;
    }
}
