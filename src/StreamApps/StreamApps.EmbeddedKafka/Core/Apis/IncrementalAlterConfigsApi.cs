using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;
using Change = StreamApps.EmbeddedKafka.Protocol.IncrementalAlterConfigsRequest.AlterConfigsResource.AlterableConfig;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>IncrementalAlterConfigs: set, delete, append to or subtract from single settings (KIP-339).</summary>
internal static class IncrementalAlterConfigsApi
{
    const sbyte Set = 0, Delete = 1, Append = 2, Subtract = 3;
    const sbyte WordList = 7;

    public static IncrementalAlterConfigsResponse Handle(BrokerCore core, IncrementalAlterConfigsRequest request)
    {
        var response = new IncrementalAlterConfigsResponse();
        foreach (var resource in request.Resources)
        {
            var (error, message) = TopicConfigChange.Find(
                core, resource.ResourceType, resource.ResourceName, out var topic);
            if (error == ErrorCode.None)
                (error, message) = Apply(core, topic!, resource.Configs, request.ValidateOnly);
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

    static (ErrorCode Error, string? Message) Apply(
        BrokerCore core, Topic topic, List<Change> changes, bool validateOnly)
    {
        var overrides = topic.Config.Overrides.ToDictionary(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var problem = Apply(topic.Config, overrides, change);
            if (problem is not null)
                return (ErrorCode.InvalidConfig, problem);
        }
        return TopicConfigChange.Apply(core, topic, overrides, validateOnly);
    }

    static string? Apply(TopicConfig config, Dictionary<string, string> overrides, Change change)
    {
        if (TopicConfig.Find(change.Name) is not { } definition)
            return $"Unknown topic config name: {change.Name}";
        if (change.ConfigOperation == Delete)
        {
            overrides.Remove(change.Name);
            return null;
        }
        if (change.Value is null)
            return $"{change.Name} needs a value";
        if (change.ConfigOperation == Set)
        {
            overrides[change.Name] = change.Value;
            return null;
        }
        if (definition.Type != WordList || change.ConfigOperation is not (Append or Subtract))
            return $"operation {change.ConfigOperation} is not allowed for {change.Name}";
        var now = overrides.GetValueOrDefault(change.Name, config.Value(change.Name)).Split(',');
        var words = change.Value.Split(',');
        var changed = change.ConfigOperation == Append
            ? now.Union(words, StringComparer.Ordinal)
            : now.Except(words, StringComparer.Ordinal);
        overrides[change.Name] = string.Join(',', changed);
        return null;
    }
}
