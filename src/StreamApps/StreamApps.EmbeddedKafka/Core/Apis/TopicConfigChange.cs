using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>Replacing a topic's settings, shared by both ways to alter them.</summary>
internal static class TopicConfigChange
{
    /// <summary>Checks all settings and applies them together.</summary>
    public static (ErrorCode Error, string? Message) Apply(
        BrokerCore core, Topic topic, IReadOnlyDictionary<string, string> overrides, bool validateOnly)
    {
        var problem = overrides.Select(pair => TopicConfig.Problem(pair.Key, pair.Value))
            .FirstOrDefault(text => text is not null);
        if (problem is not null)
            return (ErrorCode.InvalidConfig, problem);
        if (!validateOnly)
            core.Topics.Configure(topic, new TopicConfig(overrides));
        return (ErrorCode.None, null);
    }

    /// <summary>Finds the topic of a config resource; only topics have settings that can change.</summary>
    public static (ErrorCode Error, string? Message) Find(BrokerCore core, sbyte type, string name, out Topic? topic)
    {
        topic = null;
        if (type != ConfigResource.Topic)
            return (ErrorCode.InvalidRequest, "only the settings of topics can be altered");
        return core.Topics.TryGet(name, out topic) ? (ErrorCode.None, null) : (ErrorCode.UnknownTopicOrPartition, null);
    }
}
