using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>CreateTopics: each topic for itself.</summary>
internal static class CreateTopicsApi
{
    const short ThisBrokerOnly = 1;

    public static CreateTopicsResponse Handle(BrokerCore core, CreateTopicsRequest request)
    {
        var response = new CreateTopicsResponse();
        var repeated = request.Topics.GroupBy(topic => topic.Name, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var wanted in request.Topics.DistinctBy(topic => topic.Name, StringComparer.Ordinal))
        {
            var (error, message) = repeated.Contains(wanted.Name)
                ? (ErrorCode.InvalidRequest, "the topic is named twice")
                : Check(core, wanted);
            var answer = new CreateTopicsResponse.CreatableTopicResult
            {
                Name = wanted.Name,
                ErrorCode = error,
                ErrorMessage = message,
                Configs = [],
            };
            response.Topics.Add(answer);
            if (error == ErrorCode.None)
                Create(core, wanted, request.ValidateOnly, answer);
        }
        return response;
    }

    static (ErrorCode Error, string? Message) Check(BrokerCore core, CreateTopicsRequest.CreatableTopic wanted)
    {
        if (!TopicCatalog.IsValidName(wanted.Name))
            return (ErrorCode.InvalidTopic, "a name has 1 to 249 letters, digits, dots, underscores or dashes");
        if (core.Topics.TryGet(wanted.Name, out _))
            return (ErrorCode.TopicAlreadyExists, $"Topic '{wanted.Name}' already exists.");
        if (wanted.Assignments.Count > 0)
        {
            if (wanted.NumPartitions != -1 || wanted.ReplicationFactor != -1)
                return (ErrorCode.InvalidRequest, "assignments exclude a number of partitions and replicas");
            if (wanted.Assignments.Exists(item => item.BrokerIds is not [BrokerCore.NodeId]))
                return (ErrorCode.InvalidReplicaAssignment, $"the only broker is {BrokerCore.NodeId}");
        }
        if (wanted.NumPartitions is 0 or < -1 or > TopicCatalog.MaxPartitionsPerTopic)
            return (ErrorCode.InvalidPartitions, "the number of partitions must be from 1 to 10000");
        if (wanted.ReplicationFactor is not (-1 or ThisBrokerOnly))
            return (ErrorCode.InvalidReplicationFactor, "there is one broker, so one replica");
        var problem = wanted.Configs.Select(item => TopicConfig.Problem(item.Name, item.Value))
            .FirstOrDefault(text => text is not null);
        return problem is null ? (ErrorCode.None, null) : (ErrorCode.InvalidConfig, problem);
    }

    static void Create(
        BrokerCore core, CreateTopicsRequest.CreatableTopic wanted, bool validateOnly,
        CreateTopicsResponse.CreatableTopicResult answer)
    {
        var partitions = wanted.Assignments.Count > 0 ? wanted.Assignments.Count
            : wanted.NumPartitions > 0 ? wanted.NumPartitions : core.Options.DefaultPartitions;
        var overrides = wanted.Configs.DistinctBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => KeyValuePair.Create(item.Name, item.Value!));
        var config = new TopicConfig(overrides);
        answer.NumPartitions = partitions;
        answer.ReplicationFactor = ThisBrokerOnly;
        answer.Configs = [.. TopicConfig.Definitions.Select(item => new CreateTopicsResponse.CreatableTopicResult
            .CreatableTopicConfigs
        {
            Name = item.Name,
            Value = config.Value(item.Name),
            ConfigSource = config.Overrides.ContainsKey(item.Name) ? ConfigSource.Topic : ConfigSource.Default,
        })];
        if (!validateOnly)
            answer.TopicId = core.Topics.Create(wanted.Name, partitions, config).Id;
    }
}
