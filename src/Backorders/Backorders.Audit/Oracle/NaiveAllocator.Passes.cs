namespace Backorders.Audit.Oracle;

/// <content>Sections 2, 6 and 7: rank, fill pass and promises.</content>
public sealed partial class NaiveAllocator
{
    Comparer<OracleLine> ByRank
    {
        get
        {
            var byDate = Policy.SortsByRequestedDate;
            return Comparer<OracleLine>.Create((left, right) =>
            {
                if (left.Class != right.Class)
                    return left.Class - right.Class;
                if (byDate && left.Date != right.Date)
                {
                    if (left.Date is null || right.Date is null)
                        return left.Date is null ? 1 : -1;
                    return left.Date.Value.CompareTo(right.Date.Value);
                }
                return left.Accepted.CompareTo(right.Accepted);
            });
        }
    }

    List<OracleLine> Waiting()
    {
        List<OracleLine> waiting = [.. _sku.Waiting];
        if (waiting.Count > 1)
            waiting.Sort(ByRank);
        return waiting;
    }

    List<OracleSupply> SuppliesInOrder()
    {
        List<OracleSupply> supplies = [.. _sku.Supplies];
        supplies.Sort(static (left, right) => left.Date != right.Date
            ? left.Date.CompareTo(right.Date)
            : ByteOrder.Comparer.Compare(left.Ref, right.Ref));
        return supplies;
    }

    Rank RankOf(OracleLine line) => Rank.Of(line.Class, line.Date, line.Accepted, Policy.SortsByRequestedDate);

    OrderLineId? AheadOf(OracleLine line) =>
        Waiting().LastOrDefault(other => ByRank.Compare(other, line) < 0)?.Id;

    List<string> EligibleSites(OracleLine line)
    {
        if (!line.Split && line.Held.Count > 0)
            return [line.Held[0].Site];
        if (line.OwnSites.Count > 0)
            return [.. line.OwnSites];
        List<string> sites = new(Policy.SiteOrder.Length);
        foreach (var site in Policy.SiteOrder)
            sites.Add(site.Value);
        return sites;
    }

    List<SiteFree> Seen(OracleLine line)
    {
        var sites = EligibleSites(line);
        List<SiteFree> seen = new(sites.Count);
        foreach (var site in sites)
            seen.Add(new(new(site), FreeAt(site)));
        return seen;
    }

    long FreeAt(string site)
    {
        var safety = 0L;
        foreach (var one in Policy.SafetyStock)
            safety += one.Site.Value == site ? one.Units : 0;
        return Math.Max(0, OnHandAt(site) - _sku.Held.GetValueOrDefault(site) - safety);
    }

    static List<SiteUnits> Source(OracleLine line, List<SiteFree> seen)
    {
        var need = line.Waits;
        if (seen.TrueForAll(one => one.Free == 0))
            return [];
        foreach (var one in seen.Where(one => one.Free >= need))
            return [new(one.Site, need)];
        List<SiteUnits> taken = [];
        var fullestFirst = seen.Where(one => one.Free > 0).OrderByDescending(one => one.Free);
        foreach (var one in line.Split ? fullestFirst : fullestFirst.Take(1))
        {
            var part = Math.Min(need, one.Free);
            if (part > 0)
                taken.Add(new(one.Site, part));
            need -= part;
        }
        return need > 0 && !line.Partial ? [] : taken;
    }

    void FillPass(OrderLineId? placed)
    {
        // Where nothing is free nobody gets anything, and nobody is passed over.
        if (_sku.Waiting.Count > 0 && _sku.Sites.Exists(site => FreeAt(site.Name) > 0))
            Walk(placed);
        if (placed is { } id && FindLine(id) is { Waits: > 0 } waits)
            Emit(new LineBackordered(Next(), id, RankOf(waits), waits.Waits, [.. Seen(waits)], AheadOf(waits)));
    }

    void Walk(OrderLineId? placed)
    {
        List<(OracleLine Line, long Need, List<SiteFree> Seen, List<SiteUnits> Taken)> walked = [];
        foreach (var line in Waiting())
        {
            var seen = Seen(line);
            var need = line.Waits;
            var taken = Source(line, seen);
            // The walk is in rank order: the next one ahead is the last that was walked and still waits.
            OrderLineId? ahead = walked.FindLastIndex(one => one.Line.Waits > 0) is >= 0 and var last
                ? walked[last].Line.Id
                : null;
            walked.Add((line, need, seen, taken));
            if (taken.Count > 0)
            {
                var before = line.Counts;
                foreach (var one in taken)
                    line.Give(one.Site.Value, one.Units);
                var units = taken.Sum(one => one.Units);
                Emit(line.Id == placed
                    ? new LineAllocated(
                        Next(), line.Id, RankOf(line), units, [.. taken], [.. seen], ahead, before, line.Counts)
                    : new BackorderFilled(
                        Next(), line.Id, RankOf(line), units, [.. taken], [.. seen], ahead, before, line.Counts));
                Settle(line);
            }
            if (Policy.FillMode == FillMode.Strict && !line.Partial && line.Waits > 0)
                break;
        }
        // Nobody is passed over by lines that got nothing.
        var lastServed = walked.FindLastIndex(one => one.Taken.Count > 0);
        for (var index = 0; index < lastServed; index++)
        {
            var (line, need, seen, taken) = walked[index];
            if (taken.Count > 0)
                continue;
            var by = walked.Skip(index + 1).FirstOrDefault(
                later => later.Taken.Any(one => seen.Any(site => site.Site == one.Site)));
            if (by.Line is not null)
                Emit(new LinePassedOver(Next(), line.Id, RankOf(line), need, [.. seen], by.Line.Id));
        }
    }

    void Peg(string cause)
    {
        var waiting = Waiting();
        if (waiting.Count == 0)
            return;
        var left = SuppliesInOrder().Where(supply => !supply.Overdue)
            .Select(supply => (supply.Site, supply.Date, Units: supply.Quantity)).ToList();
        foreach (var line in waiting)
        {
            var sites = EligibleSites(line);
            var need = line.Waits;
            DateOnly? promise = null;
            for (var index = 0; index < left.Count && need > 0; index++)
            {
                if (!sites.Contains(left[index].Site) || left[index].Units == 0)
                    continue;
                var part = Math.Min(need, left[index].Units);
                left[index] = left[index] with { Units = left[index].Units - part };
                need -= part;
                if (need == 0)
                    promise = left[index].Date;
            }
            SayPromise(line, promise, cause);
        }
    }

    void SayPromise(OracleLine line, DateOnly? promise, string cause)
    {
        var old = line.Promise;
        line.Promise = promise;
        if (old is null && promise is not null)
            Emit(new PromiseSet(Next(), line.Id, RankOf(line), promise.Value, cause));
        else if (old is not null && promise is null)
            Emit(new PromiseWithdrawn(Next(), line.Id, RankOf(line), old.Value, cause));
        else if (old != promise)
            Emit(new PromiseChanged(Next(), line.Id, RankOf(line), old!.Value, promise!.Value, cause));
    }
}
