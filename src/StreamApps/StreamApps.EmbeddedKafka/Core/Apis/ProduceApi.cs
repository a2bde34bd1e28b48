using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>Produce: appends one batch per partition, after all checks.</summary>
internal static class ProduceApi
{
    /// <summary>From this version on a client understands TRANSACTION_ABORTABLE (KIP-890).</summary>
    const short AbortableSince = 11;

    /// <summary>Inspects all batches of a request. Pure: the server calls it outside the event loop.</summary>
    public static void Inspect(ProduceRequest request)
    {
        foreach (var topic in request.TopicData)
        {
            foreach (var partition in topic.PartitionData)
                partition.Records = partition.Records.Inspect();
        }
    }

    public static ProduceResponse Handle(BrokerCore core, RequestContext context, ProduceRequest request)
    {
        var response = new ProduceResponse();
        foreach (var topicData in request.TopicData)
        {
            var answers = new ProduceResponse.TopicProduceResponse { Name = topicData.Name };
            response.Responses.Add(answers);
            core.Topics.TryGet(topicData.Name, out var topic);
            foreach (var data in topicData.PartitionData)
                answers.PartitionResponses.Add(Append(core, context, request, topic, data));
        }
        return response;
    }

    static ProduceResponse.TopicProduceResponse.PartitionProduceResponse Append(
        BrokerCore core, RequestContext context, ProduceRequest request, Topic? topic,
        ProduceRequest.TopicProduceData.PartitionProduceData data)
    {
        var answer = new ProduceResponse.TopicProduceResponse.PartitionProduceResponse
        {
            Index = data.Index,
            BaseOffset = -1,
        };
        var log = topic?.Partition(data.Index);
        if (log is null)
        {
            answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        if (log.Damage is not null)
        {
            (answer.ErrorCode, answer.ErrorMessage) = (ErrorCode.KafkaStorageError, log.Damage);
            return answer;
        }
        var batch = data.Records.Inspect().Inspected!.Value;
        (answer.ErrorCode, answer.ErrorMessage) = Check(core, request, topic!, data, batch);
        if (answer.ErrorCode == ErrorCode.None)
            answer.ErrorCode = CheckTransaction(
                core, context, request, new(topic!.Name, data.Index), log, batch.Header);
        if (answer.ErrorCode != ErrorCode.None)
            return answer;
        try
        {
            var header = batch.Header;
            if (topic!.Config.StampsAppendTime)
            {
                answer.LogAppendTimeMs = core.NowMs;
                header = BatchHeader.Stamp(data.Records.Bytes.Span, header, answer.LogAppendTimeMs);
            }
            (answer.ErrorCode, answer.BaseOffset) = log.AppendFromClient(data.Records.Bytes, header);
            answer.LogStartOffset = log.StartOffset;
        }
        catch (IOException error)
        {
            answer.ErrorCode = ErrorCode.KafkaStorageError;
            answer.ErrorMessage = error.Message;
            answer.LogAppendTimeMs = -1;
        }
        return answer;
    }

    static (ErrorCode Error, string? Message) Check(
        BrokerCore core, ProduceRequest request, Topic topic,
        ProduceRequest.TopicProduceData.PartitionProduceData data, in CheckedBatch batch)
    {
        if (request.Acks is < -1 or > 1)
            return (ErrorCode.InvalidRequiredAcks, null);
        if (request.Acks == -1 && topic.Config.MinInSyncReplicas > 1)
            return (ErrorCode.NotEnoughReplicas, "min.insync.replicas is more than the one replica there is");
        if (topic.IsInternal)
            return (ErrorCode.InvalidTopic, "clients may not write to an internal topic");
        if (batch.Error != ErrorCode.None)
            return (batch.Error, batch.Message);
        if (data.Records.Length > topic.Config.MaxMessageBytes)
            return (ErrorCode.MessageTooLarge, $"{data.Records.Length} bytes exceed max.message.bytes");
        if (topic.Config.Compacts && batch.HasRecordWithoutKey)
            return (ErrorCode.InvalidRecord, "a compacted topic takes no record without a key");
        if (topic.Config.StampsAppendTime)
            return (ErrorCode.None, null);
        var now = core.NowMs;
        if (batch.Header.MaxTimestamp - now > topic.Config.TimestampAfterMaxMs)
            return (ErrorCode.InvalidTimestamp, "a timestamp lies too far in the future");
        return now - batch.Header.BaseTimestamp > topic.Config.TimestampBeforeMaxMs
            ? (ErrorCode.InvalidTimestamp, "a timestamp lies too far in the past")
            : (ErrorCode.None, null);
    }

    /// <summary>
    /// The first batch of a transaction in a partition is let in only when the coordinator knows of it.
    /// </summary>
    static ErrorCode CheckTransaction(
        BrokerCore core, RequestContext context, ProduceRequest request, TopicPartition partition, PartitionLog log,
        in BatchHeader header)
    {
        if (!header.IsTransactional)
            return ErrorCode.None;
        if (request.TransactionalId is null)
            return ErrorCode.TransactionalIdAuthorizationFailed;
        var entry = log.Producers.Find(header.ProducerId);
        if (entry is not null && entry.Epoch == header.ProducerEpoch
            && (entry.TransactionStart != ProducerEntry.NoTransaction
                || log.Producers.FindDuplicate(header) is not null))
        {
            return ErrorCode.None;
        }
        var error = core.Transactions.Verify(
            request.TransactionalId, header.ProducerId, header.ProducerEpoch, partition);
        return error switch
        {
            ErrorCode.InvalidTxnState when context.Version >= AbortableSince => ErrorCode.TransactionAbortable,
            ErrorCode.ConcurrentTransactions => ErrorCode.NotEnoughReplicas,
            _ => error,
        };
    }
}
