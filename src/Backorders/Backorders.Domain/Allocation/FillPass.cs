namespace Backorders.Domain.Allocation;

/// <summary>
/// Gives free units to waiting lines in rank order. Reads only the queues of sites that have something to give, so its
/// work is what it fills plus the lines that take no partial fill and stand before the last filled one.
/// </summary>
internal sealed class FillPass
{
    readonly QueueMerge _queues = new();
    readonly List<SiteUnits> _free = [];
    readonly List<SiteFree> _seen = [];
    readonly List<SiteUnits> _taken = [];
    readonly List<Skipped> _skipped = [];
    readonly List<OrderLineId> _filled = [];
    readonly Dictionary<SiteId, List<int>> _takersOfSite = [];

    /// <summary>Runs the pass, and says what became of a line that this command placed.</summary>
    public void Run(SkuSession session, OrderLineId? placed)
    {
        if (session.FillNeeded)
            Walk(session, placed);
        session.FillNeeded = false;
        if (placed is { } id && session.FindLine(id) is { Backordered: > 0 } line)
        {
            StockBook.ReadEligible(session, line, _seen);
            var rank = session.RankOf(line);
            session.Emit(new LineBackordered(
                session.NextHeader(), id, rank, line.Backordered, [.. _seen], session.AheadOf(line, rank)));
        }
    }

    void Walk(SkuSession session, OrderLineId? placed)
    {
        if (session.Header.WaitingLines == 0 || !ReadFree(session))
            return;
        Reset();
        if (placed is { } only && session.Header.WaitingLines == 1
            && session.FindLine(only) is { Backordered: > 0 } alone)
        {
            ServeAlone(session, alone, only);
            return;
        }
        session.FlushLine();
        OpenQueues(session);
        var strict = session.Policy.FillMode == FillMode.Strict;
        while (MayServeMore(session, strict) && _queues.TryNext(session, out var entry, out _))
        {
            var line = session.GetLine(entry.Line);
            StockBook.ReadEligible(session, line, _seen);
            Sourcing.Source(line, entry.Need, _seen, _taken);
            if (_taken.Count > 0)
                Fill(session, line, entry.Rank, placed);
            else if (strict && !line.AllowPartial)
                break;
            else
                _skipped.Add(new(entry, [.. _seen], _filled.Count));
        }
        SayPassedOver(session);
    }

    // In strict mode only complete fills go on past a line without partial fill, and it gets no other.
    bool MayServeMore(SkuSession session, bool strict)
    {
        if (_free.Count == 0 || _queues.IsEmpty)
            return false;
        if (strict || _queues.HasPartial)
            return true;
        var total = 0L;
        foreach (var site in _free)
            total += site.Units;
        return session.State.SmallestWholeNeed(session.Sku) <= total;
    }

    bool ReadFree(SkuSession session)
    {
        _free.Clear();
        foreach (var stock in session.Header.Sites)
        {
            var free = StockBook.Free(stock, session.Policy.SafetyStockAt(stock.Site));
            if (free > 0)
                _free.Add(new(stock.Site, free));
        }
        return _free.Count > 0;
    }

    // Nobody waits but the line that was just placed: the usual case of a SKU in stock, which needs no queue.
    void ServeAlone(SkuSession session, in DemandLine line, OrderLineId placed)
    {
        StockBook.ReadEligible(session, line, _seen);
        Sourcing.Source(line, line.Backordered, _seen, _taken);
        if (_taken.Count > 0)
            Fill(session, line, session.RankOf(line), placed);
    }

    void Reset()
    {
        _queues.Clear();
        _skipped.Clear();
        _filled.Clear();
        _takersOfSite.Clear();
    }

    void OpenQueues(SkuSession session)
    {
        var strict = session.Policy.FillMode == FillMode.Strict;
        if (strict)
            _queues.Add(session, WaitingQueueKind.Whole);
        foreach (var (site, _) in _free)
        {
            _queues.Add(session, WaitingQueueKind.SitePartial, site);
            if (!strict)
                _queues.Add(session, WaitingQueueKind.SiteWhole, site);
        }
        if (!PolicySiteIsFree(session))
            return;
        _queues.Add(session, WaitingQueueKind.PolicyPartial);
        if (!strict)
            _queues.Add(session, WaitingQueueKind.PolicyWhole);
    }

    void Fill(SkuSession session, in DemandLine line, Rank rank, OrderLineId? placed)
    {
        var units = 0L;
        foreach (var taken in _taken)
            units += taken.Units;
        var before = line.Counts;
        var after = before with { Allocated = before.Allocated + units, Backordered = before.Backordered - units };
        ImmutableArray<SiteUnits> sites = [.. _taken];
        ImmutableArray<SiteFree> seen = [.. _seen];
        var ahead = session.AheadOf(line, rank);
        session.Emit(line.Id == placed
            ? new LineAllocated(session.NextHeader(), line.Id, rank, units, sites, seen, ahead, before, after)
            : new BackorderFilled(session.NextHeader(), line.Id, rank, units, sites, seen, ahead, before, after));
        foreach (var taken in _taken)
            Take(session, taken);
        _filled.Add(line.Id);
    }

    void Take(SkuSession session, SiteUnits taken)
    {
        if (_skipped.Count > 0)
        {
            if (!_takersOfSite.TryGetValue(taken.Site, out var takers))
                _takersOfSite.Add(taken.Site, takers = []);
            takers.Add(_filled.Count);
        }
        var index = 0;
        while (_free[index].Site != taken.Site)
            index++;
        var rest = _free[index].Units - taken.Units;
        if (rest > 0)
        {
            _free[index] = new(taken.Site, rest);
            return;
        }
        _free.RemoveAt(index);
        _queues.Drop(WaitingQueueKind.SitePartial, taken.Site);
        _queues.Drop(WaitingQueueKind.SiteWhole, taken.Site);
        if (PolicySiteIsFree(session))
            return;
        _queues.Drop(WaitingQueueKind.PolicyPartial);
        _queues.Drop(WaitingQueueKind.PolicyWhole);
    }

    bool PolicySiteIsFree(SkuSession session)
    {
        foreach (var (site, _) in _free)
        {
            if (session.Policy.Lists(site))
                return true;
        }
        return false;
    }

    void SayPassedOver(SkuSession session)
    {
        foreach (var skipped in _skipped)
        {
            var first = int.MaxValue;
            foreach (var (site, _) in skipped.Seen)
            {
                if (_takersOfSite.TryGetValue(site, out var takers))
                    first = Math.Min(first, FirstFrom(takers, skipped.FilledBefore));
            }
            if (first == int.MaxValue)
                continue;
            session.Emit(new LinePassedOver(
                session.NextHeader(), skipped.Entry.Line, skipped.Entry.Rank, skipped.Entry.Need, skipped.Seen,
                _filled[first]));
        }
    }

    static int FirstFrom(List<int> takers, int least)
    {
        var index = takers.BinarySearch(least);
        index = index < 0 ? ~index : index;
        return index < takers.Count ? takers[index] : int.MaxValue;
    }

    /// <summary>A line that was walked and got nothing.</summary>
    readonly record struct Skipped(WaitingEntry Entry, ImmutableArray<SiteFree> Seen, int FilledBefore);
}
