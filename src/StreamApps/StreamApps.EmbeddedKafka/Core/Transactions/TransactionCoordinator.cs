using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Time;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>
/// Transactional ids and their transactions (KIP-98, KIP-360). The order of writes is: prepare record, markers in
/// every partition, complete record. A start drives prepared transactions to their end.
/// </summary>
internal sealed partial class TransactionCoordinator(
    TimerQueue timers, TransactionJournal journal, ProducerIds producerIds, TopicCatalog topics,
    GroupCoordinator groups, Func<long> nowMs)
{
    public const int MaxTimeoutMs = 900_000;

    const int RetryAfterMs = 200;

    readonly SortedDictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Transaction> All => _transactions.Values;

    public Transaction? Find(string id) => _transactions.GetValueOrDefault(id);

    /// <summary>Reads the journal, ends prepared transactions, and watches the open ones' time-outs.</summary>
    public void Load()
    {
        foreach (var (id, transaction) in journal.Load())
        {
            _transactions[id] = transaction;
            if (transaction.IsEnding)
                Complete(transaction, repeated: true);
            else if (transaction.State == TransactionState.Ongoing)
                WatchTimeout(transaction, RemainingMs(transaction));
        }
    }

    /// <summary>At most the whole time-out: the clock may have gone back meanwhile.</summary>
    long RemainingMs(Transaction transaction) =>
        Math.Min(transaction.TimeoutMs, transaction.StartedAtMs + transaction.TimeoutMs - nowMs());

    public InitializedProducer Initialize(string? id, int timeoutMs, long expectedProducerId, short expectedEpoch)
    {
        if (id is null)
            return new InitializedProducer(ErrorCode.None, producerIds.Next(), 0);
        if (id.Length == 0)
            return InitializedProducer.Refused(ErrorCode.InvalidRequest);
        if (timeoutMs is <= 0 or > MaxTimeoutMs)
            return InitializedProducer.Refused(ErrorCode.InvalidTransactionTimeout);
        if (!_transactions.TryGetValue(id, out var transaction))
            return Begin(id, timeoutMs);
        if (expectedProducerId >= 0 && !IsKnownAs(transaction, expectedProducerId, expectedEpoch))
            return InitializedProducer.Refused(ErrorCode.ProducerFenced);
        if (transaction.IsEnding)
            return InitializedProducer.Refused(ErrorCode.ConcurrentTransactions);
        if (transaction.State == TransactionState.Ongoing)
        {
            Fence(transaction);
            return InitializedProducer.Refused(ErrorCode.ConcurrentTransactions);
        }
        return Renew(transaction, timeoutMs, expectedProducerId, expectedEpoch);
    }

    InitializedProducer Begin(string id, int timeoutMs)
    {
        var transaction = new Transaction(id) { ProducerId = producerIds.Next(), Epoch = 0, TimeoutMs = timeoutMs };
        journal.Save(transaction);
        _transactions[id] = transaction;
        return new InitializedProducer(ErrorCode.None, transaction.ProducerId, transaction.Epoch);
    }

    InitializedProducer Renew(Transaction transaction, int timeoutMs, long expectedProducerId, short expectedEpoch)
    {
        var repeated = expectedProducerId >= 0 && expectedEpoch != transaction.Epoch;
        if (!repeated)
        {
            if (transaction.IsEpochExhausted)
            {
                transaction.ProducerId = producerIds.Next();
                transaction.Epoch = 0;
                transaction.LastEpoch = Transaction.NoEpoch;
            }
            else
            {
                transaction.LastEpoch = transaction.Epoch;
                transaction.Epoch++;
            }
        }
        transaction.TimeoutMs = timeoutMs;
        transaction.MoveTo(TransactionState.Empty);
        transaction.StartedAtMs = -1;
        journal.Save(transaction);
        return new InitializedProducer(ErrorCode.None, transaction.ProducerId, transaction.Epoch);
    }

    /// <summary>
    /// KIP-360: the current epoch asks for the next one, the last epoch repeats a request whose answer was lost.
    /// </summary>
    static bool IsKnownAs(Transaction transaction, long producerId, short epoch) =>
        producerId == transaction.ProducerId
        && (epoch == transaction.Epoch || (epoch == transaction.LastEpoch && epoch != Transaction.NoEpoch));

    /// <summary>The checks before anything is done in a transaction.</summary>
    ErrorCode Check(string id, long producerId, short epoch, out Transaction transaction)
    {
        transaction = null!;
        if (id.Length == 0)
            return ErrorCode.InvalidRequest;
        if (!_transactions.TryGetValue(id, out var found) || found.ProducerId != producerId)
            return ErrorCode.InvalidProducerIdMapping;
        transaction = found;
        return found.Epoch == epoch ? ErrorCode.None : ErrorCode.ProducerFenced;
    }

    public ErrorCode AddPartitions(
        string id, long producerId, short epoch, IReadOnlyCollection<TopicPartition> partitions)
    {
        var error = Check(id, producerId, epoch, out var transaction);
        if (error != ErrorCode.None)
            return error;
        if (transaction.IsEnding)
            return ErrorCode.ConcurrentTransactions;
        if (transaction.State == TransactionState.Ongoing && partitions.All(transaction.Partitions.Contains))
            return ErrorCode.None;
        var begins = transaction.State != TransactionState.Ongoing;
        SaveGrown(transaction, partitions);
        if (begins)
            WatchTimeout(transaction, transaction.TimeoutMs);
        return ErrorCode.None;
    }

    /// <summary>
    /// A partition that is not in the journal would get no marker after a restart: what cannot be saved is taken back.
    /// </summary>
    void SaveGrown(Transaction transaction, IReadOnlyCollection<TopicPartition> partitions)
    {
        var (state, started) = (transaction.State, transaction.StartedAtMs);
        var added = partitions.Where(item => !transaction.Partitions.Contains(item)).ToList();
        if (state != TransactionState.Ongoing)
            transaction.StartedAtMs = nowMs();
        transaction.MoveTo(TransactionState.Ongoing);
        transaction.Partitions.UnionWith(added);
        try
        {
            journal.Save(transaction);
        }
        catch (IOException)
        {
            transaction.Restore(state);
            transaction.StartedAtMs = started;
            transaction.Partitions.ExceptWith(added);
            throw;
        }
    }

    /// <summary>Whether a producer may write to a partition: the partition must be in its open transaction.</summary>
    public ErrorCode Verify(string id, long producerId, short epoch, TopicPartition partition)
    {
        var error = Check(id, producerId, epoch, out var transaction);
        if (error != ErrorCode.None)
            return error == ErrorCode.ProducerFenced ? ErrorCode.InvalidProducerEpoch : error;
        if (transaction.IsEnding)
            return ErrorCode.ConcurrentTransactions;
        return transaction.State == TransactionState.Ongoing && transaction.Partitions.Contains(partition)
            ? ErrorCode.None
            : ErrorCode.InvalidTxnState;
    }
}
