namespace StreamApps.Runtime;

/// <summary>The named points of the loop at which a failure leaves a different trace.</summary>
public enum RuntimeStep
{
    /// <summary>Before records are taken from the log.</summary>
    Poll,

    /// <summary>Before a batch of records is processed.</summary>
    Process,

    /// <summary>Before an output is handed to the producer.</summary>
    OutputSend,

    /// <summary>Before changelog records are handed to the producer.</summary>
    ChangelogSend,

    /// <summary>Before input positions are added to the transaction.</summary>
    SendOffsets,

    /// <summary>Before the commit is sent.</summary>
    Commit,

    /// <summary>After the commit was acknowledged, before the local state is written.</summary>
    Committed,

    /// <summary>After the local state was written.</summary>
    Applied,

    /// <summary>After a batch of changelog records was restored.</summary>
    Restore,

    /// <summary>When partitions are taken away.</summary>
    Revoke,

    /// <summary>When partitions are given.</summary>
    Assign,
}
