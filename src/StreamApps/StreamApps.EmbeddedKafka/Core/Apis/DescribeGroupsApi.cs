using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DescribeGroups: an unknown group is described as dead.</summary>
internal static class DescribeGroupsApi
{
    public static DescribeGroupsResponse Handle(BrokerCore core, DescribeGroupsRequest request) => new()
    {
        Groups = [.. request.Groups.Select(id => Describe(id, core.Groups.Find(id)))],
    };

    static DescribeGroupsResponse.DescribedGroup Describe(string id, Group? group)
    {
        if (group is null)
            return new() { GroupId = id, GroupState = nameof(GroupState.Dead) };
        var stable = group.State == GroupState.Stable;
        return new()
        {
            GroupId = id,
            GroupState = group.State.ToString(),
            ProtocolType = group.ProtocolType ?? "",
            ProtocolData = stable ? group.Protocol ?? "" : "",
            Members = [.. group.Members.Select(member => new DescribeGroupsResponse.DescribedGroup.DescribedGroupMember
            {
                MemberId = member.Id,
                GroupInstanceId = member.InstanceId,
                ClientId = member.ClientId,
                ClientHost = member.ClientHost,
                MemberMetadata = stable ? member.MetadataOf(group.Protocol) : [],
                MemberAssignment = stable ? member.Assignment : [],
            })],
        };
    }
}
