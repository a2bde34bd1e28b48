namespace Backorders.Domain.Allocation;

/// <summary>
/// One SKU while a record is handled: its header and policy, and what has changed so that passes which would do nothing
/// are skipped.
/// </summary>
/// <param name="record">The record at work.</param>
/// <param name="shelf">Where covers are kept from record to record; null where nothing is promised anew.</param>
internal sealed partial class SkuSession(RecordScope record, CoverShelf? shelf = null)
{
    bool _waited;

    public RecordScope Record { get; } = record;

    public IAllocationState State => Record.State;

    public Sku Sku { get; private set; }

    public SkuHeader Header { get; private set; } = new();

    public AllocationPolicy Policy { get; private set; } = AllocationPolicy.Initial;

    /// <summary>Units became free, or a line waits differently.</summary>
    public bool FillNeeded { get; set; }

    /// <summary>A line waits differently, or supply changed.</summary>
    public bool PegNeeded { get; set; }

    /// <summary>What the last pegging found; null when that is to be read again.</summary>
    public SupplyCover? Cover { get; set; }

    public void Open(Sku sku)
    {
        Sku = sku;
        Header = State.FindSku(sku) ?? new SkuHeader();
        Policy = Header.HasOwnPolicy ? State.FindPolicy(sku)! : Record.DefaultPolicy;
        FillNeeded = false;
        PegNeeded = false;
        _waited = Header.WaitingLines > 0;
        Cover = shelf?.Take(sku, Header, Policy);
        ForgetLine();
    }

    /// <summary>Stores what changed. A SKU without events leaves nothing.</summary>
    public void Close()
    {
        FlushLine();
        if (Header.Sequence == 0)
            return;
        MoveDeadline();
        if (_waited != Header.WaitingLines > 0)
        {
            if (_waited)
                State.RemoveWaitingSku(Sku);
            else
                State.PutWaitingSku(Sku);
        }
        State.PutSku(Sku, Header);
        shelf?.Put(Sku, Cover, Header.Sequence);
    }

    /// <summary>Notes that a line waits differently.</summary>
    public void NoteWaiting(in DemandLine before, in DemandLine after, Rank oldRank, Rank newRank)
    {
        PegNeeded = true;
        Cover?.Move(before, after, oldRank, newRank);
    }

    /// <summary>Notes that a supply came, changed or went; null for one that is not there.</summary>
    public void NoteSupply(Supply? before, Supply? after)
    {
        PegNeeded = true;
        if (Cover?.Change(Counting(before), Counting(after)) == false)
            Cover = null;
    }

    static Supply? Counting(Supply? supply) => supply is { Overdue: false } ? supply : null;

    public EventHeader NextHeader() => NextHeader(Header.HasOwnPolicy, Policy.Version);

    public EventHeader NextHeader(bool ownPolicy, long policyVersion) => new(
        Record.Position, Record.TakeIndex(), Sku, Header.Sequence + 1, Record.LogTime, Record.CausationId, ownPolicy,
        policyVersion);

    public void Emit(AllocationEvent stated)
    {
        Record.Output.Add(stated);
        Evolver.Apply(this, stated);
    }

    public void Reject(AllocationCommand command, Rejection rejection) =>
        Emit(rejection.ToEvent(NextHeader(), command));

    public void UseOwnPolicy(AllocationPolicy policy)
    {
        State.PutPolicy(Sku, policy);
        Cover = null;
        Header.HasOwnPolicy = true;
        Policy = policy;
        FillNeeded = true;
        PegNeeded = true;
    }

    /// <summary>
    /// Writes the entries that are ordered by rank anew when the policy's sort keys are not those that they were
    /// written with: once per change and SKU, at the first command that needs them, in time proportional to the SKU's
    /// lines.
    /// </summary>
    public void EnsureRanked()
    {
        var byDate = Policy.SortsByRequestedDate;
        if (Header.RankedByDate == byDate)
            return;
        FlushLine();
        ForgetLine();
        Cover = null;
        Header.WaitingNotBefore = null;
        Rank? best = null;
        foreach (var line in State.ReadLines(Sku))
        {
            LineIndexes.MoveRank(this, line, Header.RankedByDate, byDate);
            if (line.Backordered > 0 && !(best?.CompareTo(line.RankWith(byDate)) < 0))
                best = line.RankWith(byDate);
        }
        Header.RankedByDate = byDate;
        // Or the next walks would pass over all entries that were deleted here.
        Header.WaitingNotBefore = best;
        FillNeeded = true;
        PegNeeded = true;
    }

    public Rank RankOf(in DemandLine line) => line.RankWith(Policy.SortsByRequestedDate);

    /// <summary>
    /// The next better-ranked line that waits than the line at work, whose own entries need not be moved for it.
    /// </summary>
    public OrderLineId? AheadOf(in DemandLine line, Rank rank)
    {
        var others = Header.WaitingLines - (line.Backordered > 0 ? 1 : 0);
        if (others == 0 || Header.WaitingNotBefore?.CompareTo(rank) >= 0)
            return null;
        if (State.TryFindWaitingAhead(Sku, rank, Header.WaitingNotBefore, out var entry))
            return entry.Line;
        Header.WaitingNotBefore = rank;
        return null;
    }

    void MoveDeadline()
    {
        var deadline = Header.FirstPendingExpiry;
        if (Header.FirstSupplyDate is { } date)
            deadline = Math.Min(deadline ?? long.MaxValue, RecordScope.EndOf(date));
        if (deadline == Header.Deadline)
            return;
        if (Header.Deadline is { } old)
            State.RemoveDeadline(old, Sku);
        if (deadline is { } next)
            State.PutDeadline(next, Sku);
        Header.Deadline = deadline;
    }
}
