using StreamApps.EmbeddedKafka.Core.Transactions;
using StreamApps.EmbeddedKafka.Protocol;
using Description = StreamApps.EmbeddedKafka.Protocol.DescribeTransactionsResponse.TransactionDescription;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DescribeTransactions (KIP-664).</summary>
internal static class DescribeTransactionsApi
{
    public static DescribeTransactionsResponse Handle(BrokerCore core, DescribeTransactionsRequest request) => new()
    {
        TransactionStates = [.. request.TransactionalIds.Select(id => Describe(id, core.Transactions.Find(id)))],
    };

    static Description Describe(string id, Transaction? transaction)
    {
        if (id.Length == 0)
            return new Description { TransactionalId = id, ErrorCode = ErrorCode.InvalidRequest };
        if (transaction is null)
            return new Description { TransactionalId = id, ErrorCode = ErrorCode.TransactionalIdNotFound };
        return new Description
        {
            TransactionalId = id,
            TransactionState = TransactionStates.NameOf(transaction.State),
            TransactionTimeoutMs = transaction.TimeoutMs,
            TransactionStartTimeMs = transaction.StartedAtMs,
            ProducerId = transaction.ProducerId,
            ProducerEpoch = transaction.Epoch,
            Topics = [.. transaction.Partitions.GroupBy(item => item.Topic, StringComparer.Ordinal).Select(topic =>
                new Description.TopicData
                {
                    Topic = topic.Key,
                    Partitions = [.. topic.Select(item => item.Partition).Order()],
                })],
        };
    }
}
