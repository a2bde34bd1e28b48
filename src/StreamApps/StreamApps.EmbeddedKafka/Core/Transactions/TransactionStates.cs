namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>The transitions that a transactional id may make.</summary>
internal static class TransactionStates
{
    public static bool Allows(TransactionState from, TransactionState to) => to switch
    {
        TransactionState.Empty => from is TransactionState.Empty or TransactionState.CompleteCommit
            or TransactionState.CompleteAbort,
        TransactionState.Ongoing => from is TransactionState.Empty or TransactionState.Ongoing
            or TransactionState.CompleteCommit or TransactionState.CompleteAbort,
        TransactionState.PrepareCommit => from is TransactionState.Ongoing,
        TransactionState.PrepareEpochFence => from is TransactionState.Ongoing,
        TransactionState.PrepareAbort => from is TransactionState.Ongoing or TransactionState.PrepareEpochFence,
        TransactionState.CompleteCommit => from is TransactionState.PrepareCommit,
        TransactionState.CompleteAbort => from is TransactionState.PrepareAbort,
        TransactionState.Dead => from is TransactionState.Empty or TransactionState.CompleteCommit
            or TransactionState.CompleteAbort,
        _ => false,
    };

    /// <summary>The name that DescribeTransactions and ListTransactions use.</summary>
    public static string NameOf(TransactionState state) => state.ToString();
}
