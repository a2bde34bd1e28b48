namespace Backorders.Domain.Promising;

/// <summary>
/// Pegs waiting lines against expected supply in rank order and states the promises that changed. The walk goes over
/// the cover from the first line that changed to where all is as it was before, and reads on in the order only where
/// supply reaches further than before.
/// </summary>
internal sealed class Pegging
{
    // Lines that are read for the cover's sake while other lanes still have something.
    const int MostIdle = 64;

    readonly QueueMerge _queues = new();
    readonly PromisedReader _promised = new();

    /// <summary>Runs when a line waits differently or supply changed; else it would change nothing.</summary>
    public void Run(SkuSession session, string cause)
    {
        session.FlushLine();
        if (!session.PegNeeded)
            return;
        session.PegNeeded = false;
        var header = session.Header;
        var cover = session.Cover;
        if (cover is null)
        {
            if (header.PromisedLines == 0 && (header.FirstSupplyDate is null || header.WaitingLines == 0))
                return;
            cover = new SupplyCover(session);
        }
        if (!cover.IsSettled)
        {
            var walkedToEnd = Walk(session, cover, cause);
            if (cover.HasStrays || walkedToEnd && !cover.IsComplete && cover.Lanes.Open > 0)
                ReadOn(session, cover, walkedToEnd, cause);
            cover.Settle(walkedToEnd);
        }
        session.Cover = cover.IsWhole && CoverShelf.Keeps(header) ? cover : null;
    }

    // False when it ended before the end of the cover, since all that follows is as it was.
    static bool Walk(SkuSession session, SupplyCover cover, string cause)
    {
        for (var index = cover.Start(); index < cover.Count; index++)
        {
            if (cover.IsAsBefore(index))
                return false;
            var line = cover.LineAt(index);
            State(session, line.Line, line.Rank, line.Promise, cover.Take(index), cause);
        }
        return true;
    }

    void ReadOn(SkuSession session, SupplyCover cover, bool walkedToEnd, string cause)
    {
        if (cover.HasStrays)
            _promised.Start(session, cover.ReadTo);
        else
            _promised.Clear();
        if (walkedToEnd && !cover.IsComplete && cover.Lanes.Open > 0)
        {
            OpenQueues(session, cover);
            ReadQueues(session, cover, cause);
        }
        WithdrawBefore(session, before: null, cause);
    }

    void ReadQueues(SkuSession session, SupplyCover cover, string cause)
    {
        var lanes = cover.Lanes;
        var idle = 0;
        while (lanes.Open > 0)
        {
            if (!_queues.TryNext(session, out var entry, out var kind))
            {
                cover.IsComplete = true;
                return;
            }
            WithdrawBefore(session, entry.Rank, cause);
            var old = TakePromised(session, entry.Rank);
            var mine = LanesOf(session, cover, entry, kind);
            idle += lanes.IsAnyOpen(mine) ? 0 : 1;
            var promise = Take(cover, entry, mine);
            cover.ReadTo = entry.Rank;
            State(session, entry.Line, entry.Rank, old, promise, cause);
            if ((idle > MostIdle || !cover.IsWhole) && DropQueues(cover))
                cover.IsWhole = false;
        }
    }

    static DateOnly? Take(SupplyCover cover, in WaitingEntry entry, int[] lanes)
    {
        if (cover.Count >= SupplyCover.MostLines)
            cover.IsWhole = false;
        if (!cover.IsWhole)
            return cover.Lanes.Take(lanes, entry.Need);
        cover.Append(new(entry.Rank, entry.Line, entry.Need, lanes, null));
        return cover.Take(cover.Count - 1);
    }

    // Also of lanes that are empty: a line that waits for one of them is covered when it is filled up again.
    void OpenQueues(SkuSession session, SupplyCover cover)
    {
        _queues.Clear();
        for (var lane = 0; lane < cover.Lanes.Count; lane++)
        {
            var site = cover.Lanes.SiteAt(lane);
            _queues.Add(session, WaitingQueueKind.SitePartial, site, cover.ReadTo);
            _queues.Add(session, WaitingQueueKind.SiteWhole, site, cover.ReadTo);
        }
        if (cover.PolicyLanes.Length == 0)
            return;
        _queues.Add(session, WaitingQueueKind.PolicyPartial, after: cover.ReadTo);
        _queues.Add(session, WaitingQueueKind.PolicyWhole, after: cover.ReadTo);
    }

    bool DropQueues(SupplyCover cover)
    {
        var dropped = false;
        for (var lane = 0; lane < cover.Lanes.Count; lane++)
        {
            if (cover.Lanes.IsOpen(lane))
                continue;
            var site = cover.Lanes.SiteAt(lane);
            dropped |= _queues.Drop(WaitingQueueKind.SitePartial, site);
            dropped |= _queues.Drop(WaitingQueueKind.SiteWhole, site);
        }
        if (cover.Lanes.IsAnyOpen(cover.PolicyLanes))
            return dropped;
        dropped |= _queues.Drop(WaitingQueueKind.PolicyPartial);
        return _queues.Drop(WaitingQueueKind.PolicyWhole) || dropped;
    }

    // The lines of the policy's queues all have the policy's sites; only the others need a look at the line.
    static int[] LanesOf(SkuSession session, SupplyCover cover, in WaitingEntry entry, WaitingQueueKind kind) =>
        kind is WaitingQueueKind.PolicyPartial or WaitingQueueKind.PolicyWhole
            ? cover.PolicyLanes
            : cover.LanesOf(session.GetLine(entry.Line));

    DateOnly? TakePromised(SkuSession session, Rank rank)
    {
        if (!_promised.TryPeek(session, out var old) || old.Rank != rank)
            return null;
        _promised.Skip();
        return old.Promise;
    }

    // Promised lines that the walk does not reach have nothing left to be promised from.
    void WithdrawBefore(SkuSession session, Rank? before, string cause)
    {
        while (_promised.TryPeek(session, out var old))
        {
            if (before is { } rank && old.Rank.CompareTo(rank) >= 0)
                return;
            _promised.Skip();
            State(session, old.Line, old.Rank, old.Promise, null, cause);
        }
    }

    static void State(
        SkuSession session, OrderLineId line, Rank rank, DateOnly? before, DateOnly? promise, string cause)
    {
        if (before == promise)
            return;
        if (promise is not { } date)
            session.Emit(new PromiseWithdrawn(session.NextHeader(), line, rank, before!.Value, cause));
        else if (before is { } moved)
            session.Emit(new PromiseChanged(session.NextHeader(), line, rank, moved, date, cause));
        else
            session.Emit(new PromiseSet(session.NextHeader(), line, rank, date, cause));
    }
}
