namespace StreamApps.Transport;

/// <summary>Which records a reader sees of transactions that are open or were aborted.</summary>
public enum ReadIsolation
{
    /// <summary>Only committed ones, up to the first open transaction.</summary>
    Committed,

    /// <summary>All of them.</summary>
    Uncommitted,
}
