using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>OffsetForLeaderEpoch: the only epoch ends where the log ends.</summary>
internal static class OffsetForLeaderEpochApi
{
    public static OffsetForLeaderEpochResponse Handle(BrokerCore core, OffsetForLeaderEpochRequest request)
    {
        var response = new OffsetForLeaderEpochResponse();
        foreach (var topic in request.Topics)
        {
            var answers = new OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult { Topic = topic.Topic };
            response.Topics.Add(answers);
            foreach (var partition in topic.Partitions)
                answers.Partitions.Add(Find(core, topic.Topic, partition));
        }
        return response;
    }

    static OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult.EpochEndOffset Find(
        BrokerCore core,
        string topic,
        OffsetForLeaderEpochRequest.OffsetForLeaderTopic.OffsetForLeaderPartition partition)
    {
        var answer = new OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult.EpochEndOffset
        {
            Partition = partition.Partition,
        };
        if (core.Topics.FindPartition(topic, partition.Partition) is not { } log)
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        answer.ErrorCode = log.Damage is null
            ? LeaderEpoch.Check(partition.CurrentLeaderEpoch)
            : ErrorCode.KafkaStorageError;
        if (answer.ErrorCode == ErrorCode.None && partition.LeaderEpoch == LeaderEpoch.Current)
        {
            answer.LeaderEpoch = LeaderEpoch.Current;
            answer.EndOffset = log.EndOffset;
        }
        return answer;
    }
}
