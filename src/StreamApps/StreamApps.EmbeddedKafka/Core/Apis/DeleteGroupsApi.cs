using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DeleteGroups: groups without members, with their offsets.</summary>
internal static class DeleteGroupsApi
{
    public static DeleteGroupsResponse Handle(BrokerCore core, DeleteGroupsRequest request) => new()
    {
        Results = [.. request.GroupsNames.Select(id => new DeleteGroupsResponse.DeletableGroupResult
        {
            GroupId = id,
            ErrorCode = core.Groups.Delete(id),
        })],
    };
}
