namespace StreamApps.Testing;

/// <summary>What is left when a driver's application dies.</summary>
public enum Crash
{
    /// <summary>It dies in the middle of a transaction, which is aborted; its disk stays.</summary>
    BeforeCommit,

    /// <summary>The transaction is committed, but not yet applied to the state on disk.</summary>
    AfterCommit,

    /// <summary>It dies in the middle of a transaction, and its disk is lost.</summary>
    WithoutDisk,
}
