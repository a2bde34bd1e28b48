using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>AlterConfigs: the given settings replace all others.</summary>
internal static class AlterConfigsApi
{
    public static AlterConfigsResponse Handle(BrokerCore core, AlterConfigsRequest request)
    {
        var response = new AlterConfigsResponse();
        foreach (var resource in request.Resources)
        {
            var (error, message) = TopicConfigChange.Find(
                core, resource.ResourceType, resource.ResourceName, out var topic);
            if (error == ErrorCode.None)
            {
                var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var item in resource.Configs.Where(item => item.Value is not null))
                    overrides[item.Name] = item.Value!;
                (error, message) = TopicConfigChange.Apply(core, topic!, overrides, request.ValidateOnly);
            }
            response.Responses.Add(new()
            {
                ResourceType = resource.ResourceType,
                ResourceName = resource.ResourceName,
                ErrorCode = error,
                ErrorMessage = message,
            });
        }
        return response;
    }
}
