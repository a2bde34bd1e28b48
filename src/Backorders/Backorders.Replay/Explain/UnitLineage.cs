namespace Backorders.Replay.Explain;

/// <summary>
/// Follows the units of one SKU through its events. Units at a site are alike, so the oldest are said to go first:
/// receipts are used up in their order, and what a line gives back is the oldest again. Not thread-safe.
/// </summary>
internal sealed class UnitLineage(Func<OrderLineId, bool> isWanted)
{
    readonly Dictionary<SiteId, SitePool> _sites = [];
    readonly Dictionary<(OrderLineId Line, SiteId Site), List<UnitTrail>> _held = [];
    readonly Dictionary<OrderLineId, List<UnitTrail>> _ended = [];

    /// <summary>The units that a wanted line has or had, in the order in which it got them.</summary>
    public IReadOnlyList<UnitTrail> Of(OrderLineId line)
    {
        List<UnitTrail> all = [.. _ended.GetValueOrDefault(line) ?? []];
        foreach (var (key, trails) in _held)
        {
            if (key.Line == line)
                all.AddRange(trails);
        }
        return [.. all.OrderBy(trail => LogOffset(trail.TakenAt))];
    }

    public void Follow(AllocationEvent stated)
    {
        var position = PositionText.Of(stated.Header.Position);
        switch (stated)
        {
            case DemandAccepted e:
                // The id of a forgotten line may be used again: it is another line.
                _ended.Remove(e.Line);
                break;
            case StockChanged { Delta: > 0 } e:
                Pool(e.Site).Add(new(new(e.Cause, e.Reference, e.Supply?.Ref, position), e.Delta));
                break;
            case StockChanged e:
                Pool(e.Site).Lose(-e.Delta);
                break;
            case UnitsAssigned e:
                foreach (var (site, units) in e.Sites)
                    Held(e.Line, site).AddRange(Pool(site).Take(units, site, position));
                break;
            case AllocationReleased e:
                foreach (var (site, units) in e.Sites)
                    GiveBack(e.Line, site, units, UnitTrail.Released, position, e.Cause);
                break;
            case AllocationRevoked e:
                foreach (var (site, units) in e.Sites)
                    GiveBack(e.Line, site, units, UnitTrail.Revoked, position, e.Cause);
                break;
            case ShipmentRecorded e:
                Ship(e, position);
                break;
            case UnmatchedShipment e:
                Pool(e.Site).Lose(e.OnHandBefore - e.OnHandAfter);
                break;
            default:
                break;
        }
    }

    void Ship(ShipmentRecorded e, string position)
    {
        var planned = e.Units - e.Unplanned;
        foreach (var trail in TakeOldest(e.Line, e.Site, planned))
            End(e.Line, trail with { Fate = UnitTrail.Shipped, FateAt = position });
        var fell = e.OnHandBefore - e.OnHandAfter - planned;
        foreach (var trail in Pool(e.Site).Take(fell, e.Site, position))
            End(e.Line, trail with { Fate = UnitTrail.Shipped, FateAt = position });
        if (e.Unplanned > fell)
            End(e.Line, new(e.Unplanned - fell, e.Site.Value, null, position, UnitTrail.Shipped, position));
    }

    void GiveBack(OrderLineId line, SiteId site, long units, string fate, string position, string cause)
    {
        foreach (var trail in TakeNewest(line, site, units))
        {
            End(line, trail with { Fate = fate, FateAt = position, Cause = cause });
            Pool(site).Return(new(trail.Source, trail.Units));
        }
    }

    void End(OrderLineId line, UnitTrail trail)
    {
        if (!isWanted(line))
            return;
        if (!_ended.TryGetValue(line, out var trails))
            _ended.Add(line, trails = []);
        trails.Add(trail);
    }

    List<UnitTrail> TakeOldest(OrderLineId line, SiteId site, long units) => Cut(line, site, units, fromEnd: false);

    List<UnitTrail> TakeNewest(OrderLineId line, SiteId site, long units) => Cut(line, site, units, fromEnd: true);

    List<UnitTrail> Cut(OrderLineId line, SiteId site, long units, bool fromEnd)
    {
        List<UnitTrail> cut = [];
        var held = Held(line, site);
        while (units > 0)
        {
            var index = fromEnd ? held.Count - 1 : 0;
            var trail = held[index];
            var part = Math.Min(units, trail.Units);
            cut.Add(trail with { Units = part });
            if (part == trail.Units)
                held.RemoveAt(index);
            else
                held[index] = trail with { Units = trail.Units - part };
            units -= part;
        }
        if (held.Count == 0)
            _held.Remove((line, site));
        return cut;
    }

    List<UnitTrail> Held(OrderLineId line, SiteId site)
    {
        if (!_held.TryGetValue((line, site), out var trails))
            _held.Add((line, site), trails = []);
        return trails;
    }

    SitePool Pool(SiteId site)
    {
        if (!_sites.TryGetValue(site, out var pool))
            _sites.Add(site, pool = new SitePool());
        return pool;
    }

    static long LogOffset(string position) => long.Parse(
        position.AsSpan(position.IndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Units of one source that no line holds.</summary>
    readonly record struct Lot(UnitSource? Source, long Units);

    sealed class SitePool
    {
        readonly LinkedList<Lot> _free = new();

        // Left the books while lines still hold them: the revocations that follow pay for it.
        long _owed;

        public void Add(Lot lot) => _free.AddLast(lot);

        public void Return(Lot lot)
        {
            var paid = Math.Min(_owed, lot.Units);
            _owed -= paid;
            if (lot.Units > paid)
                _free.AddFirst(lot with { Units = lot.Units - paid });
        }

        public void Lose(long units) => _owed += units - Draw(units, null);

        public List<UnitTrail> Take(long units, SiteId site, string position)
        {
            List<UnitTrail> taken = [];
            var rest = units - Draw(units, lot => taken.Add(new(lot.Units, site.Value, lot.Source, position)));
            if (rest > 0)
            {
                _owed += rest;
                taken.Add(new(rest, site.Value, null, position));
            }
            return taken;
        }

        long Draw(long units, Action<Lot>? use)
        {
            var drawn = 0L;
            while (drawn < units && _free.First is { } first)
            {
                var part = Math.Min(units - drawn, first.Value.Units);
                use?.Invoke(first.Value with { Units = part });
                if (part == first.Value.Units)
                    _free.RemoveFirst();
                else
                    first.Value = first.Value with { Units = first.Value.Units - part };
                drawn += part;
            }
            return drawn;
        }
    }
}
