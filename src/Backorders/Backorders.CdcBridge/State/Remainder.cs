using Backorders.CdcBridge.Engine;

namespace Backorders.CdcBridge.State;

/// <summary>The stock of a SKU at a site by a balance, and how much of it ledger rows explain.</summary>
sealed class Remainder
{
    /// <summary>What the balance states.</summary>
    public long Balance { get; set; }

    /// <summary>What the ledgers' commands brought.</summary>
    public long Explained { get; set; }

    /// <summary>What was sent as unexplained so far.</summary>
    public long Sent { get; set; }

    /// <summary>Counts what was sent; part of the commands' ids.</summary>
    public long Revision { get; set; }

    /// <summary>Whether a timer is set to look at it.</summary>
    public bool IsDue { get; set; }

    /// <summary>When the last change of it was committed.</summary>
    public long CommitMs { get; set; }

    /// <summary>The record of the last change.</summary>
    public RecordOrigin Origin { get; set; }
}
