using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>ListGroups: all groups, or those in given states and of given types.</summary>
internal static class ListGroupsApi
{
    const string Classic = "classic";

    public static ListGroupsResponse Handle(BrokerCore core, ListGroupsRequest request)
    {
        var response = new ListGroupsResponse();
        if (request.TypesFilter.Count > 0 && !request.TypesFilter.Contains(Classic, StringComparer.OrdinalIgnoreCase))
            return response;
        foreach (var group in core.Groups.All)
        {
            var state = group.State.ToString();
            if (request.StatesFilter.Count > 0
                && !request.StatesFilter.Contains(state, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }
            response.Groups.Add(new()
            {
                GroupId = group.Id,
                ProtocolType = group.ProtocolType ?? "",
                GroupState = state,
                GroupType = Classic,
            });
        }
        return response;
    }
}
