using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>Metadata: the one broker, and topics by name, by id, or all.</summary>
internal static class MetadataApi
{
    public static MetadataResponse Handle(BrokerCore core, RequestContext context, MetadataRequest request)
    {
        var response = new MetadataResponse { ClusterId = core.ClusterId, ControllerId = BrokerCore.NodeId };
        response.Brokers.Add(new MetadataResponse.MetadataResponseBroker
        {
            NodeId = BrokerCore.NodeId,
            Host = core.Options.Host,
            Port = core.Options.Port,
        });
        // Version 0 has no null array: an empty one means all topics.
        if (request.Topics is null || (context.Version == 0 && request.Topics.Count == 0))
        {
            response.Topics.AddRange(core.Topics.All.Select(Describe));
            return response;
        }
        foreach (var topic in request.Topics)
            response.Topics.Add(Find(core, request, topic));
        return response;
    }

    static MetadataResponse.MetadataResponseTopic Find(
        BrokerCore core, MetadataRequest request, MetadataRequest.MetadataRequestTopic wanted)
    {
        if (wanted.Name is null)
        {
            return core.Topics.TryGet(wanted.TopicId, out var byId)
                ? Describe(byId)
                : new() { TopicId = wanted.TopicId, ErrorCode = ErrorCode.UnknownTopicId };
        }
        if (core.Topics.TryGet(wanted.Name, out var topic))
            return Describe(topic);
        if (!TopicCatalog.IsValidName(wanted.Name))
            return new() { Name = wanted.Name, ErrorCode = ErrorCode.InvalidTopic };
        return core.Options.AutoCreateTopics && request.AllowAutoTopicCreation
            ? Describe(core.Topics.Create(wanted.Name, core.Options.DefaultPartitions, new TopicConfig([])))
            : new() { Name = wanted.Name, ErrorCode = ErrorCode.UnknownTopicOrPartition };
    }

    static MetadataResponse.MetadataResponseTopic Describe(Topic topic) => new()
    {
        Name = topic.Name,
        TopicId = topic.Id,
        IsInternal = topic.IsInternal,
        Partitions = [.. Enumerable.Range(0, topic.Partitions.Count).Select(index =>
            new MetadataResponse.MetadataResponseTopic.MetadataResponsePartition
            {
                PartitionIndex = index,
                LeaderId = BrokerCore.NodeId,
                LeaderEpoch = LeaderEpoch.Current,
                ReplicaNodes = [BrokerCore.NodeId],
                IsrNodes = [BrokerCore.NodeId],
            })],
    };
}
