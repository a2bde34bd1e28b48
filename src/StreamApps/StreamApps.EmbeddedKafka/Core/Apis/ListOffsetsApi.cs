using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>ListOffsets: start, end, largest timestamp, or the first record at or after a time.</summary>
internal static class ListOffsetsApi
{
    const long Latest = -1;
    const long Earliest = -2;
    const long MaxTimestamp = -3;
    const long EarliestLocal = -4;
    const long LatestTiered = -5;
    const sbyte ReadCommitted = 1;

    public static ListOffsetsResponse Handle(BrokerCore core, ListOffsetsRequest request)
    {
        var response = new ListOffsetsResponse();
        foreach (var topic in request.Topics)
        {
            var answers = new ListOffsetsResponse.ListOffsetsTopicResponse { Name = topic.Name };
            response.Topics.Add(answers);
            foreach (var partition in topic.Partitions)
                answers.Partitions.Add(Find(core, request, topic.Name, partition));
        }
        return response;
    }

    static ListOffsetsResponse.ListOffsetsTopicResponse.ListOffsetsPartitionResponse Find(
        BrokerCore core, ListOffsetsRequest request, string topic,
        ListOffsetsRequest.ListOffsetsTopic.ListOffsetsPartition partition)
    {
        var answer = new ListOffsetsResponse.ListOffsetsTopicResponse.ListOffsetsPartitionResponse
        {
            PartitionIndex = partition.PartitionIndex,
        };
        if (core.Topics.FindPartition(topic, partition.PartitionIndex) is not { } log)
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        answer.ErrorCode = log.Damage is null
            ? LeaderEpoch.Check(partition.CurrentLeaderEpoch)
            : ErrorCode.KafkaStorageError;
        if (answer.ErrorCode != ErrorCode.None)
            return answer;
        var limit = request.IsolationLevel == ReadCommitted ? log.LastStableOffset : log.EndOffset;
        if (LookUp(log, partition.Timestamp, limit) is { } found)
        {
            (answer.Offset, answer.Timestamp) = found;
            answer.LeaderEpoch = LeaderEpoch.Current;
        }
        return answer;
    }

    static (long Offset, long Timestamp)? LookUp(PartitionLog log, long timestamp, long limit) => timestamp switch
    {
        Latest => (limit, -1),
        Earliest or EarliestLocal => (log.StartOffset, -1),
        MaxTimestamp => log.FindMaxTimestamp(),
        LatestTiered or < 0 => null,
        _ => log.FindByTimestamp(timestamp, limit),
    };
}
