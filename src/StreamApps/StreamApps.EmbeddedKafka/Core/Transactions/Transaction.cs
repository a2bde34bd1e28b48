using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Time;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>What the coordinator knows of one transactional id.</summary>
internal sealed class Transaction(string id)
{
    public const short NoEpoch = -1;

    public string Id { get; } = id;

    public long ProducerId { get; set; } = -1;

    public short Epoch { get; set; } = NoEpoch;

    /// <summary>The epoch before the last bump: a producer that repeats its bump presents it (KIP-360).</summary>
    public short LastEpoch { get; set; } = NoEpoch;

    public int TimeoutMs { get; set; }

    public TransactionState State { get; private set; } = TransactionState.Empty;

    public HashSet<TopicPartition> Partitions { get; } = [];

    /// <summary>When the open transaction began; -1 when none is open.</summary>
    public long StartedAtMs { get; set; } = -1;

    public long UpdatedAtMs { get; set; } = -1;

    public ScheduledAction? Timer { get; set; }

    /// <summary>Whether the next epoch would leave none to fence with.</summary>
    public bool IsEpochExhausted => Epoch >= short.MaxValue - 1;

    public bool IsEnding => State is TransactionState.PrepareCommit or TransactionState.PrepareAbort
        or TransactionState.PrepareEpochFence;

    public void MoveTo(TransactionState state)
    {
        if (!TransactionStates.Allows(State, state))
            throw new InvalidOperationException($"transactional id {Id} cannot go from {State} to {state}");
        State = state;
    }

    /// <summary>The state as a journal holds it, whatever came before.</summary>
    public void Restore(TransactionState state) => State = state;
}
