namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>The states of a transactional id; the numbers are those of Kafka's transaction log.</summary>
internal enum TransactionState : sbyte
{
    Empty = 0,
    Ongoing = 1,
    PrepareCommit = 2,
    PrepareAbort = 3,
    CompleteCommit = 4,
    CompleteAbort = 5,
    Dead = 6,
    PrepareEpochFence = 7,
}
