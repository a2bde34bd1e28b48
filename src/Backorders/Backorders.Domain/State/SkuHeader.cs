namespace Backorders.Domain.State;

/// <summary>
/// What every command of a SKU needs: its sequence, its sites (a few), totals and bounds that spare scans. One stored
/// entry. Not thread-safe.
/// </summary>
/// <remarks>
/// It is mutable: the allocator takes it from <see cref="ISkuStore.FindSku"/>, changes it while it handles a record,
/// and hands it back once with <see cref="ISkuStore.PutSku"/>.
/// </remarks>
public sealed partial class SkuHeader
{
    ByOrder<Rank?> _waitingNotBefore;

    /// <summary>The number of the SKU's events so far.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether <see cref="ISkuStore.FindPolicy"/> has a policy for this SKU.</summary>
    public bool HasOwnPolicy { get; set; }

    /// <summary>
    /// Whether the lines were ranked with the requested date as a key at the SKU's last command. When the policy in
    /// force says otherwise they rank differently from its next command on.
    /// </summary>
    public bool RankedByDate { get; set; }

    /// <summary>Sum of on-hand over the sites.</summary>
    public long TotalOnHand { get; set; }

    /// <summary>Sum of open units over the lines.</summary>
    public long TotalOpen { get; set; }

    /// <summary>Sum of the expected units over the supplies.</summary>
    public long TotalSupply { get; set; }

    /// <summary>The number of lines that wait.</summary>
    public int WaitingLines { get; set; }

    /// <summary>How many of them have a requested date.</summary>
    public int DatedWaitingLines { get; set; }

    /// <summary>The number of lines that hold units.</summary>
    public int HoldingLines { get; set; }

    /// <summary>How many of them have a requested date.</summary>
    public int DatedHoldingLines { get; set; }

    /// <summary>The number of lines with a promise.</summary>
    public int PromisedLines { get; set; }

    /// <summary>How many of them have a requested date.</summary>
    public int DatedPromisedLines { get; set; }

    /// <summary>The number of pending cancellations.</summary>
    public int PendingCancellations { get; set; }

    /// <summary>The earliest end of a pending cancellation, log time in ms; null without any.</summary>
    public long? FirstPendingExpiry { get; set; }

    /// <summary>The earliest date of a supply that is not overdue; null without any.</summary>
    public DateOnly? FirstSupplyDate { get; set; }

    /// <summary>
    /// The deadline under which the SKU stands in <see cref="IDeadlineStore"/>; null when under none.
    /// </summary>
    public long? Deadline { get; set; }

    /// <summary>
    /// No line that ranks better than this waits in an order; null when nothing is known. Queues are read from here, so
    /// that a store need not walk over what was served and deleted before.
    /// </summary>
    public Rank? WaitingNotBefore(RankOrder order) => _waitingNotBefore[(int)order];

    /// <summary>Says from where on lines wait in an order.</summary>
    public void SetWaitingNotBefore(RankOrder order, Rank? rank) => _waitingNotBefore[(int)order] = rank;

    /// <summary>The order in which lines with a requested date are read.</summary>
    internal RankOrder DatedOrder => RankedByDate ? RankOrder.ByDate : RankOrder.BySequence;

    /// <summary>The number of lines that wait in an order.</summary>
    internal int WaitingIn(RankOrder order) =>
        order == RankOrder.Undated ? WaitingLines - DatedWaitingLines : DatedWaitingLines;

    /// <summary>The number of lines in an order that hold units.</summary>
    internal int HoldingIn(RankOrder order) =>
        order == RankOrder.Undated ? HoldingLines - DatedHoldingLines : DatedHoldingLines;

    /// <summary>The number of lines in an order that have a promise.</summary>
    internal int PromisedIn(RankOrder order) =>
        order == RankOrder.Undated ? PromisedLines - DatedPromisedLines : DatedPromisedLines;
}
