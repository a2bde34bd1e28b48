using StreamApps.EmbeddedKafka.Protocol;
using Partition = StreamApps.EmbeddedKafka.Protocol.DescribeProducersResponse.TopicResponse.PartitionResponse;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>
/// DescribeProducers: who writes to a partition, and since which offset a transaction is open (KIP-664).
/// </summary>
internal static class DescribeProducersApi
{
    public static DescribeProducersResponse Handle(BrokerCore core, DescribeProducersRequest request) => new()
    {
        Topics = [.. request.Topics.Select(topic => new DescribeProducersResponse.TopicResponse
        {
            Name = topic.Name,
            Partitions = [.. topic.PartitionIndexes.Select(index => Describe(core, topic.Name, index))],
        })],
    };

    static Partition Describe(BrokerCore core, string topic, int index)
    {
        if (core.Topics.FindPartition(topic, index) is not { } log)
            return new Partition { PartitionIndex = index, ErrorCode = ErrorCode.UnknownTopicOrPartition };
        if (log.Damage is { } damage)
            return new Partition
            {
                PartitionIndex = index,
                ErrorCode = ErrorCode.KafkaStorageError,
                ErrorMessage = damage,
            };
        return new Partition
        {
            PartitionIndex = index,
            ActiveProducers = [.. log.Producers.Entries.Select(entry => new Partition.ProducerState
            {
                ProducerId = entry.ProducerId,
                ProducerEpoch = entry.Epoch,
                LastSequence = entry.LastSequence,
                LastTimestamp = entry.LastTimestamp,
                CurrentTxnStartOffset = entry.TransactionStart,
            })],
        };
    }
}
