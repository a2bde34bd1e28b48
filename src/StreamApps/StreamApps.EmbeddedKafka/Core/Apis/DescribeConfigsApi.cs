using System.Globalization;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;
using Entry = StreamApps.EmbeddedKafka.Protocol.DescribeConfigsResponse.DescribeConfigsResult
    .DescribeConfigsResourceResult;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DescribeConfigs: topics, and the few broker settings that clients ask for.</summary>
internal static class DescribeConfigsApi
{
    const sbyte Boolean = 1;
    const sbyte Int = 3;

    public static DescribeConfigsResponse Handle(BrokerCore core, DescribeConfigsRequest request) => new()
    {
        Results = [.. request.Resources.Select(resource => Describe(core, request, resource))],
    };

    static DescribeConfigsResponse.DescribeConfigsResult Describe(
        BrokerCore core, DescribeConfigsRequest request, DescribeConfigsRequest.DescribeConfigsResource resource)
    {
        var answer = new DescribeConfigsResponse.DescribeConfigsResult
        {
            ResourceType = resource.ResourceType,
            ResourceName = resource.ResourceName,
        };
        IEnumerable<Entry> entries = [];
        if (resource.ResourceType == ConfigResource.Topic)
        {
            if (core.Topics.TryGet(resource.ResourceName, out var topic))
                entries = OfTopic(topic.Config, request.IncludeSynonyms);
            else
                answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
        }
        else if (resource.ResourceType == ConfigResource.Broker)
        {
            entries = OfBroker(core.Options);
        }
        else
        {
            answer.ErrorCode = ErrorCode.InvalidRequest;
            answer.ErrorMessage = $"resource type {resource.ResourceType} has no settings here";
        }
        var keys = resource.ConfigurationKeys;
        answer.Configs = [.. entries.Where(item =>
            keys is null or { Count: 0 } || keys.Contains(item.Name, StringComparer.Ordinal))];
        return answer;
    }

    static IEnumerable<Entry> OfTopic(TopicConfig config, bool synonyms)
    {
        foreach (var definition in TopicConfig.Definitions)
        {
            var isSet = config.Overrides.ContainsKey(definition.Name);
            var entry = new Entry
            {
                Name = definition.Name,
                Value = config.Value(definition.Name),
                ConfigSource = isSet ? ConfigSource.Topic : ConfigSource.Default,
                ConfigType = definition.Type,
            };
            if (synonyms)
            {
                if (isSet)
                    entry.Synonyms.Add(new() { Name = entry.Name, Value = entry.Value, Source = ConfigSource.Topic });
                entry.Synonyms.Add(new()
                {
                    Name = definition.Name,
                    Value = definition.Default,
                    Source = ConfigSource.Default,
                });
            }
            yield return entry;
        }
    }

    static IEnumerable<Entry> OfBroker(CoreOptions options)
    {
        yield return Static("auto.create.topics.enable", options.AutoCreateTopics ? "true" : "false", Boolean);
        yield return Static("default.replication.factor", "1", Int);
        yield return Static("group.initial.rebalance.delay.ms", "0", Int);
        yield return Static("group.max.session.timeout.ms", Number(options.MaxSessionTimeoutMs), Int);
        yield return Static("group.min.session.timeout.ms", Number(options.MinSessionTimeoutMs), Int);
        yield return Static("node.id", Number(BrokerCore.NodeId), Int);
        yield return Static("num.partitions", Number(options.DefaultPartitions), Int);
        yield return Static(
            "transaction.max.timeout.ms", Number(Transactions.TransactionCoordinator.MaxTimeoutMs), Int);
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    static Entry Static(string name, string value, sbyte type) => new()
    {
        Name = name,
        Value = value,
        ReadOnly = true,
        ConfigSource = ConfigSource.StaticBroker,
        ConfigType = type,
    };
}
