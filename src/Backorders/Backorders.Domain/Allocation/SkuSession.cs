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
        shelf?.Put(Sku, Cover, Header);
    }

    /// <summary>Notes that a line waits differently.</summary>
    public void NoteWaiting(in DemandLine before, in DemandLine after)
    {
        PegNeeded = true;
        Cover?.Move(before, after);
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
    /// Turns to the order of the policy's sort keys when the last command had another one. Entries stand in both, so
    /// this costs the same however many lines there are.
    /// </summary>
    public void EnsureRanked()
    {
        var byDate = Policy.SortsByRequestedDate;
        if (Header.RankedByDate == byDate)
            return;
        Header.RankedByDate = byDate;
        Cover = null;
        FillNeeded = true;
        PegNeeded = true;
        SkipServed(Header.DatedOrder);
    }

    public Rank RankOf(in DemandLine line) => line.RankWith(Policy.SortsByRequestedDate);

    /// <summary>
    /// The next better-ranked line that waits than the line at work, whose own entries need not be moved for it.
    /// </summary>
    public OrderLineId? AheadOf(in DemandLine line, Rank rank)
    {
        var waits = line.Backordered > 0 ? 1 : 0;
        var otherDated = Header.DatedWaitingLines - (line.RequestedDate is null ? 0 : waits);
        var otherUndated = Header.WaitingLines - waits - otherDated;
        WaitingEntry? undated = otherUndated > 0 ? FindAhead(RankOrder.Undated, rank) : null;
        WaitingEntry? dated = otherDated > 0 ? FindAhead(Header.DatedOrder, rank) : null;
        return dated is null || undated?.Rank.CompareTo(dated.Value.Rank) > 0 ? undated?.Line : dated.Value.Line;
    }

    WaitingEntry? FindAhead(RankOrder order, Rank rank)
    {
        var place = rank.PlaceIn(order);
        var notBefore = Header.WaitingNotBefore(order);
        if (notBefore?.CompareTo(place) >= 0)
            return null;
        if (State.TryFindWaitingAhead(Sku, order, place, notBefore, out var entry))
            return entry with { Rank = entry.Rank.FromPlaceIn(order, Header.RankedByDate) };
        Header.SetWaitingNotBefore(order, place);
        return null;
    }

    // While an order is not read nobody notes what was served at its front: that is walked over once here, and not in
    // each of its queues.
    void SkipServed(RankOrder order)
    {
        if (Header.WaitingIn(order) == 0)
            return;
        var first = new WaitingEntry[1];
        var after = Header.WaitingNotBefore(order)?.JustBefore();
        if (State.ReadWaiting(Sku, new(WaitingQueueKind.All, default, order), after, first) > 0)
            Header.SetWaitingNotBefore(order, first[0].Rank);
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
