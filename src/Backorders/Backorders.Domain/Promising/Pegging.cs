namespace Backorders.Domain.Promising;

/// <summary>
/// Pegs waiting lines against expected supply in rank order and states the promises that changed. The walk ends where
/// the supply ends, so it costs what is or was covered, not what waits.
/// </summary>
internal sealed class Pegging
{
    const int PageSize = 64;

    readonly SupplyLanes _lanes = new();
    readonly QueueMerge _queues = new();
    readonly PromisedEntry[] _page = new PromisedEntry[PageSize];
    int _pageIndex;
    int _pageCount;
    bool _pageIsLast;

    /// <summary>Runs when a line waits differently or supply changed; else it would change nothing.</summary>
    public void Run(SkuSession session, string cause)
    {
        session.FlushLine();
        if (!session.PegNeeded)
            return;
        session.PegNeeded = false;
        var header = session.Header;
        if (header.PromisedLines == 0 && (header.FirstSupplyDate is null || header.WaitingLines == 0))
            return;
        _lanes.Load(session);
        OpenQueues(session);
        StartPromised(session);
        while (_lanes.Open > 0 && _queues.TryNext(session, out var entry, out var queue))
        {
            WithdrawBefore(session, entry.Rank, cause);
            var open = _lanes.Open;
            var promise = Take(session, entry, queue);
            State(session, entry, promise, cause);
            if (_lanes.Open < open)
                DropQueues(session);
        }
        WithdrawBefore(session, before: null, cause);
    }

    void OpenQueues(SkuSession session)
    {
        _queues.Clear();
        for (var lane = 0; lane < _lanes.Count; lane++)
        {
            var site = _lanes.SiteAt(lane);
            _queues.Add(session, new(WaitingQueueKind.SitePartial, site));
            _queues.Add(session, new(WaitingQueueKind.SiteWhole, site));
        }
        if (!PolicySiteIsOpen(session))
            return;
        _queues.Add(session, new(WaitingQueueKind.PolicyPartial));
        _queues.Add(session, new(WaitingQueueKind.PolicyWhole));
    }

    void DropQueues(SkuSession session)
    {
        for (var lane = 0; lane < _lanes.Count; lane++)
        {
            var site = _lanes.SiteAt(lane);
            if (_lanes.IsOpen(site))
                continue;
            _queues.Drop(new(WaitingQueueKind.SitePartial, site));
            _queues.Drop(new(WaitingQueueKind.SiteWhole, site));
        }
        if (PolicySiteIsOpen(session))
            return;
        _queues.Drop(new(WaitingQueueKind.PolicyPartial));
        _queues.Drop(new(WaitingQueueKind.PolicyWhole));
    }

    bool PolicySiteIsOpen(SkuSession session)
    {
        foreach (var site in session.Policy.SiteOrder)
        {
            if (_lanes.IsOpen(site))
                return true;
        }
        return false;
    }

    // The lines of the policy's queues all have the policy's sites; only the others need a look at the line.
    DateOnly? Take(SkuSession session, in WaitingEntry entry, WaitingQueue queue)
    {
        if (queue.Kind is WaitingQueueKind.PolicyPartial or WaitingQueueKind.PolicyWhole)
            return _lanes.Take(session.Policy.SiteOrder.AsSpan(), entry.Need);
        var line = session.FindLine(entry.Line)!;
        return line.BoundTo is { } bound
            ? _lanes.Take(new ReadOnlySpan<SiteId>(in bound), entry.Need)
            : _lanes.Take(line.Sites.AsSpan(), entry.Need);
    }

    void StartPromised(SkuSession session)
    {
        _pageIndex = 0;
        _pageCount = session.Header.PromisedLines == 0 ? 0 : session.State.ReadPromised(session.Sku, null, _page);
        _pageIsLast = _pageCount < PageSize;
    }

    bool TryPeekPromised(SkuSession session, out PromisedEntry entry)
    {
        if (_pageIndex == _pageCount && !_pageIsLast)
        {
            _pageCount = session.State.ReadPromised(session.Sku, _page[PageSize - 1].Rank, _page);
            _pageIsLast = _pageCount < PageSize;
            _pageIndex = 0;
        }
        entry = _pageIndex < _pageCount ? _page[_pageIndex] : default;
        return _pageIndex < _pageCount;
    }

    // Promised lines that the walk does not reach have nothing left to be promised from.
    void WithdrawBefore(SkuSession session, Rank? before, string cause)
    {
        while (TryPeekPromised(session, out var old))
        {
            if (before is { } rank && old.Rank.CompareTo(rank) >= 0)
                return;
            _pageIndex++;
            session.Emit(new PromiseWithdrawn(session.NextHeader(), old.Line, old.Rank, old.Promise, cause));
        }
    }

    void State(SkuSession session, in WaitingEntry entry, DateOnly? promise, string cause)
    {
        DateOnly? before = null;
        if (TryPeekPromised(session, out var old) && old.Rank == entry.Rank)
        {
            before = old.Promise;
            _pageIndex++;
        }
        if (before == promise)
            return;
        if (promise is not { } date)
            session.Emit(new PromiseWithdrawn(session.NextHeader(), entry.Line, entry.Rank, before!.Value, cause));
        else if (before is { } moved)
            session.Emit(new PromiseChanged(session.NextHeader(), entry.Line, entry.Rank, moved, date, cause));
        else
            session.Emit(new PromiseSet(session.NextHeader(), entry.Line, entry.Rank, date, cause));
    }
}
