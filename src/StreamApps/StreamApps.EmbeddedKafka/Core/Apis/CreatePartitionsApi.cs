using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>CreatePartitions: more of them, never fewer.</summary>
internal static class CreatePartitionsApi
{
    public static CreatePartitionsResponse Handle(BrokerCore core, CreatePartitionsRequest request)
    {
        var response = new CreatePartitionsResponse();
        foreach (var wanted in request.Topics)
        {
            var (error, message) = Check(core, wanted, out var topic);
            if (error == ErrorCode.None && !request.ValidateOnly)
                core.Topics.Grow(topic!, wanted.Count);
            response.Results.Add(new() { Name = wanted.Name, ErrorCode = error, ErrorMessage = message });
        }
        return response;
    }

    static (ErrorCode Error, string? Message) Check(
        BrokerCore core, CreatePartitionsRequest.CreatePartitionsTopic wanted, out Topic? topic)
    {
        if (!core.Topics.TryGet(wanted.Name, out topic))
            return (ErrorCode.UnknownTopicOrPartition, null);
        if (topic.IsInternal)
            return (ErrorCode.InvalidTopic, "an internal topic keeps its partitions");
        if (wanted.Count <= topic.Partitions.Count || wanted.Count > TopicCatalog.MaxPartitionsPerTopic)
            return (ErrorCode.InvalidPartitions, $"the topic has {topic.Partitions.Count} partitions");
        if (wanted.Assignments is null)
            return (ErrorCode.None, null);
        var fits = wanted.Assignments.Count == wanted.Count - topic.Partitions.Count
            && wanted.Assignments.TrueForAll(item => item.BrokerIds is [BrokerCore.NodeId]);
        return fits
            ? (ErrorCode.None, null)
            : (ErrorCode.InvalidReplicaAssignment, "one assignment to broker 1 for each");
    }
}
