using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Protocol;
using TopicResult = StreamApps.EmbeddedKafka.Protocol.AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>AddPartitionsToTxn: all partitions or none.</summary>
internal static class AddPartitionsToTxnApi
{
    const short FencedSince = 2;

    public static AddPartitionsToTxnResponse Handle(
        BrokerCore core, RequestContext context, AddPartitionsToTxnRequest request)
    {
        var wanted = request.V3AndBelowTopics
            .SelectMany(topic => topic.Partitions.Select(index => new TopicPartition(topic.Name, index))).ToList();
        var missing = wanted.Where(item => core.Topics.FindPartition(item.Topic, item.Partition) is null).ToHashSet();
        var common = missing.Count > 0
            ? ErrorCode.OperationNotAttempted
            : FencedProducer.ErrorFor(Add(core, request, wanted), context.Version, FencedSince);
        return new AddPartitionsToTxnResponse
        {
            ResultsByTopicV3AndBelow = [.. request.V3AndBelowTopics.Select(topic => new TopicResult
            {
                Name = topic.Name,
                ResultsByPartition = [.. topic.Partitions.Select(index =>
                    new TopicResult.AddPartitionsToTxnPartitionResult
                    {
                        PartitionIndex = index,
                        PartitionErrorCode = missing.Contains(new TopicPartition(topic.Name, index))
                            ? ErrorCode.UnknownTopicOrPartition
                            : common,
                    })],
            })],
        };
    }

    static ErrorCode Add(BrokerCore core, AddPartitionsToTxnRequest request, List<TopicPartition> partitions) =>
        core.Transactions.AddPartitions(
            request.V3AndBelowTransactionalId,
            request.V3AndBelowProducerId,
            request.V3AndBelowProducerEpoch,
            partitions);
}
