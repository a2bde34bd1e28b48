using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Core.Time;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>
/// A fetch that waits (KIP-74 for its size limits). Every change of one of its partitions makes it look again.
/// </summary>
internal sealed class PendingFetch(
    BrokerCore core, RequestContext context, FetchRequest request, Action<IMessage> reply)
{
    const short TopicIdsSince = 13;
    const sbyte ReadCommitted = 1;

    /// <summary>The most that one answer holds, as <c>fetch.max.bytes</c> of a broker.</summary>
    const int MaxAnswerBytes = 55 * 1024 * 1024;

    readonly List<PartitionLog> _watched = [];
    ScheduledAction? _timer;
    bool _answered;

    public void Start()
    {
        if (TryAnswer(isLast: request.MaxWaitMs <= 0 || request.MinBytes <= 0))
            return;
        foreach (var topic in request.Topics)
        {
            foreach (var partition in topic.Partitions)
                Watch(Find(topic, out _)?.Partition(partition.Partition));
        }
        _timer = core.Timers.Schedule(request.MaxWaitMs, () => TryAnswer(isLast: true));
    }

    void Watch(PartitionLog? log)
    {
        if (log is null)
            return;
        log.Changed += LookAgain;
        _watched.Add(log);
    }

    void LookAgain()
    {
        if (!_answered)
            TryAnswer(isLast: false);
    }

    bool TryAnswer(bool isLast)
    {
        var response = new FetchResponse();
        var left = Math.Min(request.MaxBytes, MaxAnswerBytes);
        var bytes = 0;
        var failed = false;
        foreach (var topic in request.Topics)
        {
            var answers = new FetchResponse.FetchableTopicResponse { Topic = topic.Topic, TopicId = topic.TopicId };
            response.Responses.Add(answers);
            var found = Find(topic, out var topicError);
            foreach (var partition in topic.Partitions)
            {
                var answer = Read(found, topicError, partition, left - bytes, isFirst: bytes == 0);
                bytes += answer.Records.Length;
                failed |= answer.ErrorCode != ErrorCode.None;
                answers.Partitions.Add(answer);
            }
        }
        if (!isLast && !failed && bytes < request.MinBytes)
            return false;
        _answered = true;
        _timer?.Cancel();
        foreach (var log in _watched)
            log.Changed -= LookAgain;
        reply(response);
        return true;
    }

    Topic? Find(FetchRequest.FetchTopic wanted, out ErrorCode error)
    {
        Topic? topic;
        if (context.Version >= TopicIdsSince)
        {
            error = core.Topics.TryGet(wanted.TopicId, out topic) ? ErrorCode.None : ErrorCode.UnknownTopicId;
            return topic;
        }
        error = core.Topics.TryGet(wanted.Topic, out topic) ? ErrorCode.None : ErrorCode.UnknownTopicOrPartition;
        return topic;
    }

    FetchResponse.FetchableTopicResponse.PartitionData Read(
        Topic? topic, ErrorCode topicError, FetchRequest.FetchTopic.FetchPartition wanted, int maxBytes, bool isFirst)
    {
        var answer = new FetchResponse.FetchableTopicResponse.PartitionData
        {
            PartitionIndex = wanted.Partition,
            HighWatermark = -1,
            ErrorCode = topicError,
        };
        if (topic?.Partition(wanted.Partition) is not { } log)
        {
            if (topicError == ErrorCode.None)
                answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        answer.ErrorCode = log.Damage is null ? LeaderEpoch.Check(wanted.CurrentLeaderEpoch) : ErrorCode.CorruptMessage;
        if (answer.ErrorCode != ErrorCode.None)
            return answer;
        var committed = request.IsolationLevel == ReadCommitted;
        answer.HighWatermark = log.EndOffset;
        answer.LastStableOffset = log.LastStableOffset;
        answer.LogStartOffset = log.StartOffset;
        if (wanted.FetchOffset < log.StartOffset || wanted.FetchOffset > log.EndOffset)
        {
            answer.ErrorCode = ErrorCode.OffsetOutOfRange;
            return answer;
        }
        var limit = committed ? log.LastStableOffset : log.EndOffset;
        var slice = log.Read(
            wanted.FetchOffset, limit, Math.Max(0, Math.Min(maxBytes, wanted.PartitionMaxBytes)), atLeastOne: isFirst);
        answer.Records = slice.Records;
        if (committed)
            answer.AbortedTransactions = Aborted(log, wanted.FetchOffset, slice);
        return answer;
    }

    static List<FetchResponse.FetchableTopicResponse.PartitionData.AbortedTransaction> Aborted(
        PartitionLog log, long from, in FetchedSlice slice)
    {
        var list = new List<FetchResponse.FetchableTopicResponse.PartitionData.AbortedTransaction>();
        if (slice.Records.Length == 0)
            return list;
        foreach (var item in log.AbortedBetween(from, slice.UpTo))
            list.Add(new() { ProducerId = item.ProducerId, FirstOffset = item.FirstOffset });
        return list;
    }
}
