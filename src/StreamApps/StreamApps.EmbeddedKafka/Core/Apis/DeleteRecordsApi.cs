using StreamApps.EmbeddedKafka.Protocol;
using PartitionResult = StreamApps.EmbeddedKafka.Protocol.DeleteRecordsResponse.DeleteRecordsTopicResult
    .DeleteRecordsPartitionResult;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DeleteRecords: raises a partition's start; -1 means its end. Not for topics that only compact.</summary>
internal static class DeleteRecordsApi
{
    const long ToTheEnd = -1;

    public static DeleteRecordsResponse Handle(BrokerCore core, DeleteRecordsRequest request) => new()
    {
        Topics = [.. request.Topics.Select(topic => new DeleteRecordsResponse.DeleteRecordsTopicResult
        {
            Name = topic.Name,
            Partitions = [.. topic.Partitions.Select(item =>
                Delete(core, topic.Name, item.PartitionIndex, item.Offset))],
        })],
    };

    static PartitionResult Delete(BrokerCore core, string name, int index, long offset)
    {
        var answer = new PartitionResult { PartitionIndex = index, LowWatermark = -1 };
        if (!core.Topics.TryGet(name, out var topic) || topic.Partition(index) is not { } log)
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
        else if (topic.IsInternal)
            answer.ErrorCode = ErrorCode.InvalidTopic;
        else if (log.Damage is not null)
            answer.ErrorCode = ErrorCode.KafkaStorageError;
        else if (!topic.Config.DeletesByRetention)
            answer.ErrorCode = ErrorCode.PolicyViolation;
        else
            answer.ErrorCode = log.DeleteBefore(offset == ToTheEnd ? log.EndOffset : offset);
        if (answer.ErrorCode == ErrorCode.None)
            answer.LowWatermark = core.Topics.FindPartition(name, index)!.StartOffset;
        return answer;
    }
}
