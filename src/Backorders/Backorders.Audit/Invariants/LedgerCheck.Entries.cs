namespace Backorders.Audit.Invariants;

/// <content>I1 and I3 event by event. After a violation the ledger goes on from what the event says.</content>
internal sealed partial class LedgerCheck
{
    void Apply(PlacedEvent placed, SkuLedger sku)
    {
        switch (placed.Event)
        {
            case PolicyChanged e when e.Header.Sku == Sku.Partition:
                _defaults[e.Header.Position.Partition] = e.Policy;
                break;
            case PolicyChanged e:
                sku.OwnPolicy = e.Policy;
                break;
            case StockChanged e:
                MoveOnHand(placed.Place, sku.Site(e.Site), e.OnHandBefore, e.OnHandAfter, e.Delta);
                break;
            case DemandAccepted e:
                Accept(placed.Place, sku, e);
                break;
            case UnitsAssigned e:
                Move(placed.Place, sku, e, e.Before, e.After, allocated: e.Units, backordered: -e.Units);
                Hold(placed.Place, sku, e.Line, e.Sites, e.Units, sign: 1);
                break;
            case AllocationReleased e:
                Move(placed.Place, sku, e, e.Before, e.After, allocated: -e.Units, backordered: e.Units);
                Hold(placed.Place, sku, e.Line, e.Sites, e.Units, sign: -1);
                break;
            case AllocationRevoked e:
                Move(placed.Place, sku, e, e.Before, e.After, allocated: -e.Units, backordered: e.Units);
                Hold(placed.Place, sku, e.Line, e.Sites, e.Units, sign: -1);
                break;
            case DemandCancelled e:
                Move(placed.Place, sku, e, e.Before, e.After, backordered: -e.Units, cancelled: e.Units);
                break;
            case DemandAmended e:
                var change = e.After.Quantity - e.Before.Quantity;
                Move(placed.Place, sku, e, e.Before, e.After, quantity: change, backordered: change);
                if (sku.Lines.TryGetValue(e.Line, out var line))
                    (line.PriorityClass, line.RequestedDate) = (e.NewPriorityClass, e.NewRequestedDate);
                break;
            case ShipmentRecorded e:
                Ship(placed.Place, sku, e);
                break;
            case UnmatchedShipment e:
                MoveOnHand(
                    placed.Place, sku.Site(e.Site), e.OnHandBefore, e.OnHandAfter,
                    -Math.Min(e.Units, e.OnHandBefore));
                break;
            default:
                break;
        }
    }

    void Accept(EventPlace place, SkuLedger sku, DemandAccepted e)
    {
        findings.Require(
            !sku.Lines.TryGetValue(e.Line, out var former) || former.Counts is { Allocated: 0, Backordered: 0 }, "I3",
            place, $"line {e.Line} is accepted while it is open");
        findings.Require(
            e.Before == default && e.After == new LineCounts(e.Quantity, 0, e.Quantity, 0, 0), "I3", place,
            $"line {e.Line} starts with {e.After}");
        if (former is not null)
            sku.Waiting.Remove(former);
        var line = new LedgerLine
        {
            Accepted = e,
            Id = e.Line,
            PriorityClass = e.PriorityClass,
            RequestedDate = e.RequestedDate,
        };
        sku.Lines[e.Line] = line;
        sku.SetCounts(line, e.After);
    }

    void Ship(EventPlace place, SkuLedger sku, ShipmentRecorded e)
    {
        var planned = e.Units - e.Unplanned;
        MoveOnHand(
            place, sku.Site(e.Site), e.OnHandBefore, e.OnHandAfter, -Math.Min(e.Units, e.OnHandBefore));
        if (planned > 0)
            Hold(place, sku, e.Line, [new(e.Site, planned)], planned, sign: -1);
        Move(
            place, sku, e, e.Before, e.After, allocated: -planned, backordered: -e.Unplanned, shipped: e.Units);
    }

    void MoveOnHand(EventPlace place, LedgerSite site, long before, long after, long change)
    {
        findings.Require(
            before == site.OnHand, "I1", place, $"on hand was {site.OnHand}, the event says {before}");
        findings.Require(
            after - before == change && after >= 0, "I1", place, $"on hand from {before} to {after} is not {change}");
        site.OnHand = after;
    }

    void Move(
        EventPlace place, SkuLedger sku, LineEvent e, LineCounts before, LineCounts after, long quantity = 0,
        long allocated = 0, long backordered = 0, long shipped = 0, long cancelled = 0)
    {
        if (!sku.Lines.TryGetValue(e.Line, out var line))
        {
            findings.Add("I3", place, $"line {e.Line} was never accepted");
            return;
        }
        findings.Require(
            before == line.Counts, "I3", place, $"line {e.Line} was {line.Counts}, the event says {before}");
        var expected = new LineCounts(
            before.Quantity + quantity, before.Allocated + allocated, before.Backordered + backordered,
            before.Shipped + shipped, before.Cancelled + cancelled);
        findings.Require(after == expected, "I3", place, $"line {e.Line} becomes {after}, not {expected}");
        findings.Require(
            after is { Allocated: >= 0, Backordered: >= 0, Shipped: >= 0, Cancelled: >= 0 }
            && after.Quantity == after.Allocated + after.Backordered + after.Shipped + after.Cancelled, "I3", place,
            $"line {e.Line} does not add up: {after}");
        sku.SetCounts(line, after);
    }

    void Hold(
        EventPlace place, SkuLedger sku, OrderLineId id, ImmutableArray<SiteUnits> sites, long units, int sign)
    {
        findings.Require(
            sites.All(one => one.Units > 0) && sites.Sum(one => one.Units) == units, "I1", place,
            $"line {id}: the sites do not add up to {units}");
        foreach (var (site, change) in sites)
        {
            sku.Site(site).Allocated += sign * change;
            if (sku.Lines.TryGetValue(id, out var line))
                Hold(sku, line, site.Value, sign * change);
        }
    }

    static void Hold(SkuLedger sku, LedgerLine line, string site, long change)
    {
        sku.Sites[site].Held += change;
        var index = line.Held.FindIndex(held => held.Site == site);
        if (index < 0)
            line.Held.Add((site, change));
        else
            line.Held[index] = (site, line.Held[index].Units + change);
        line.Held.RemoveAll(held => held.Units == 0);
    }
}
