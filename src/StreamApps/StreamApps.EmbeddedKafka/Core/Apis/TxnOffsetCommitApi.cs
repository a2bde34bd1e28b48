using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>TxnOffsetCommit: offsets that become visible when the producer's transaction commits.</summary>
internal static class TxnOffsetCommitApi
{
    public static TxnOffsetCommitResponse Handle(BrokerCore core, TxnOffsetCommitRequest request)
    {
        var error = CheckProducer(core, request);
        if (error == ErrorCode.None)
        {
            error = OffsetCommitRules.CheckCommitter(
                core.Groups, request.GroupId, request.MemberId, request.GroupInstanceId, request.GenerationId,
                isTransactional: true);
        }
        var response = new TxnOffsetCommitResponse();
        var offsets = new Dictionary<TopicPartition, CommittedOffset>();
        foreach (var topic in request.Topics)
        {
            var answers = new TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic { Name = topic.Name };
            response.Topics.Add(answers);
            foreach (var item in topic.Partitions)
            {
                var partition = new TopicPartition(topic.Name, item.PartitionIndex);
                var own = OffsetCommitRules.CheckOffset(core, partition, item.CommittedMetadata, error);
                if (own == ErrorCode.None)
                {
                    offsets[partition] = new CommittedOffset(
                        item.CommittedOffset, item.CommittedLeaderEpoch, item.CommittedMetadata ?? "", core.NowMs);
                }
                answers.Partitions.Add(new() { PartitionIndex = item.PartitionIndex, ErrorCode = own });
            }
        }
        if (error == ErrorCode.None && offsets.Count > 0)
        {
            core.Offsets.CommitInTransaction(
                core.Groups.GetOrAdd(request.GroupId), offsets, request.ProducerId, request.ProducerEpoch);
        }
        return response;
    }

    /// <summary>
    /// The offsets topic takes the batch like any partition: open there already, or known to the coordinator.
    /// </summary>
    static ErrorCode CheckProducer(BrokerCore core, TxnOffsetCommitRequest request)
    {
        var log = core.Topics.FindPartition(OffsetsJournal.TopicName, 0)!;
        var entry = log.Producers.Find(request.ProducerId);
        if (entry is not null && request.ProducerEpoch < entry.Epoch)
            return ErrorCode.InvalidProducerEpoch;
        if (entry is { TransactionStart: not ProducerEntry.NoTransaction } && entry.Epoch == request.ProducerEpoch)
            return ErrorCode.None;
        var error = core.Transactions.Verify(
            request.TransactionalId, request.ProducerId, request.ProducerEpoch, new(OffsetsJournal.TopicName, 0));
        return error == ErrorCode.ConcurrentTransactions ? ErrorCode.CoordinatorNotAvailable : error;
    }
}
