using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>Commit, abort, fencing and time-out.</summary>
internal sealed partial class TransactionCoordinator
{
    public ErrorCode End(string id, long producerId, short epoch, bool commit)
    {
        var error = Check(id, producerId, epoch, out var transaction);
        if (error != ErrorCode.None)
            return error;
        switch (transaction.State)
        {
            case TransactionState.Ongoing:
                Prepare(transaction, commit);
                return Complete(transaction) ? ErrorCode.None : ErrorCode.CoordinatorNotAvailable;
            case TransactionState.CompleteCommit when commit:
            case TransactionState.CompleteAbort when !commit:
                return ErrorCode.None;
            case TransactionState.PrepareCommit when commit:
            case TransactionState.PrepareAbort when !commit:
                return ErrorCode.ConcurrentTransactions;
            default:
                return ErrorCode.InvalidTxnState;
        }
    }

    void Prepare(Transaction transaction, bool commit)
    {
        transaction.Timer?.Cancel();
        transaction.MoveTo(commit ? TransactionState.PrepareCommit : TransactionState.PrepareAbort);
        try
        {
            journal.Save(transaction);
        }
        catch (IOException)
        {
            // Nothing is decided until the record is in the log: the client may try again.
            transaction.Restore(TransactionState.Ongoing);
            WatchTimeout(transaction, RetryAfterMs + RemainingMs(transaction));
            throw;
        }
    }

    /// <summary>Takes the transaction from the producer: its epoch ends, and what it wrote is aborted.</summary>
    void Fence(Transaction transaction)
    {
        transaction.MoveTo(TransactionState.PrepareEpochFence);
        transaction.LastEpoch = Transaction.NoEpoch;
        if (transaction.Epoch < short.MaxValue)
            transaction.Epoch++;
        Prepare(transaction, commit: false);
        Complete(transaction);
    }

    /// <summary>
    /// Writes the markers and the complete record. A repetition passes over partitions in which the transaction is
    /// closed already. False when the storage failed; it is then tried again later.
    /// </summary>
    bool Complete(Transaction transaction, bool repeated = false)
    {
        var commit = transaction.State == TransactionState.PrepareCommit;
        try
        {
            foreach (var partition in transaction.Partitions)
                WriteMarker(transaction, partition, commit, repeated);
            OffsetsJournal.EndTransaction(groups.All, transaction.ProducerId, commit);
            var partitions = transaction.Partitions.ToList();
            transaction.Partitions.Clear();
            SaveCompleted(transaction, commit, partitions);
            return true;
        }
        catch (IOException)
        {
            transaction.Timer = timers.Schedule(RetryAfterMs, () => Complete(transaction, repeated: true));
            return false;
        }
    }

    void SaveCompleted(Transaction transaction, bool commit, List<TopicPartition> partitions)
    {
        var prepared = transaction.State;
        transaction.MoveTo(commit ? TransactionState.CompleteCommit : TransactionState.CompleteAbort);
        try
        {
            journal.Save(transaction);
        }
        catch (IOException)
        {
            transaction.Restore(prepared);
            transaction.Partitions.UnionWith(partitions);
            throw;
        }
    }

    void WriteMarker(Transaction transaction, TopicPartition partition, bool commit, bool repeated)
    {
        // A topic that was deleted, or a damaged partition: nobody can read what the marker would close.
        if (topics.FindPartition(partition.Topic, partition.Partition) is not { Damage: null } log)
            return;
        var entry = log.Producers.Find(transaction.ProducerId);
        if (!repeated || entry is { TransactionStart: not ProducerEntry.NoTransaction })
            log.AppendMarker(transaction.ProducerId, transaction.Epoch, commit, nowMs());
    }

    void WatchTimeout(Transaction transaction, long delayMs)
    {
        transaction.Timer?.Cancel();
        transaction.Timer = timers.Schedule(delayMs, () =>
        {
            if (transaction.State == TransactionState.Ongoing)
                Fence(transaction);
        });
    }
}
