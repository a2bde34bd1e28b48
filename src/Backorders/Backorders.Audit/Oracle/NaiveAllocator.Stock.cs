namespace Backorders.Audit.Oracle;

/// <content>Sections 8.4 to 8.9: stock, shipments and supply.</content>
public sealed partial class NaiveAllocator
{
    (string, string?)? Receive(ReceiveStock c)
    {
        if (!Knows(c.Site!))
            return ("unknown_site", "site");
        if ((Int128)_sku.Sites.Sum(one => one.OnHand) + c.Quantity!.Value > long.MaxValue)
            return ("quantity_overflow", null);
        var site = OpenSite(c.Site!);
        SupplyReceived? received = null;
        if (c.SupplyRef is { } name)
        {
            var supply = _sku.Supplies.Find(one => one.Ref == name);
            received = new(name, false, 0, 0, 0);
            if (supply is not null)
            {
                var before = supply.Quantity;
                supply.Quantity = c.Quantity.Value >= before ? 0 : before - c.Quantity.Value;
                received = new(name, true, before, supply.Quantity, c.Quantity.Value - (before - supply.Quantity));
                _sku.Supplies.RemoveAll(one => one.Quantity == 0);
            }
        }
        site.OnHand += c.Quantity.Value;
        Emit(new StockChanged(Next(), new(site.Name), "receipt", c.ReceiptId!, null, c.Quantity.Value,
            site.OnHand - c.Quantity.Value, site.OnHand, received));
        return null;
    }

    (string, string?)? Adjust(AdjustStock c)
    {
        if (!Knows(c.Site!))
            return ("unknown_site", "site");
        var onHand = OnHandAt(c.Site!);
        var delta = c.Delta ?? c.Count!.Value - (c.BookOnHand ?? onHand);
        if ((Int128)_sku.Sites.Sum(one => one.OnHand) + delta > long.MaxValue)
            return ("quantity_overflow", null);
        var missing = (Int128)onHand + delta < 0 ? (long)-((Int128)onHand + delta) : 0;
        var applied = delta + missing;
        if (applied != 0)
        {
            OpenSite(c.Site!).OnHand += applied;
            Emit(new StockChanged(Next(), new(c.Site!), "adjustment", c.AdjustmentId!, c.Reason ?? "other", applied,
                onHand, onHand + applied, null));
        }
        if (missing > 0)
            Emit(new StockDiscrepancy(Next(), new(c.Site!), "adjustment_below_zero", c.AdjustmentId!, missing));
        Revoke(c.Site!, "stock_adjusted");
        return null;
    }

    (string, string?)? Ship(ConfirmShipment c)
    {
        if (!Knows(c.Site!))
            return ("unknown_site", "site");
        var site = new SiteId(c.Site!);
        var id = new OrderLineId(c.OrderId!, c.LineId!);
        var quantity = c.Quantity!.Value;
        var line = FindLine(id) is { Open: > 0 } found ? found : null;
        var planned = line is null ? 0 : Math.Min(quantity, line.HeldAt(c.Site!));
        var unplanned = line is null ? 0 : Math.Min(quantity - planned, line.Open - planned);
        var nobodys = quantity - planned - unplanned;
        var fell = 0L;
        long Fall(long units)
        {
            var onHand = OnHandAt(c.Site!);
            var fall = Math.Min(units, onHand);
            OpenSite(c.Site!).OnHand -= fall;
            fell += fall;
            return onHand;
        }
        if (line is not null && unplanned > line.Waits)
            Release(line, unplanned - line.Waits, "shipped_elsewhere", keepSite: c.Site);
        if (line is not null && planned + unplanned > 0)
        {
            var before = line.Counts;
            var onHand = Fall(planned + unplanned);
            if (planned > 0)
                line.TakeBack(c.Site!, planned);
            line.Ship(planned + unplanned);
            Emit(new ShipmentRecorded(Next(), id, site, planned + unplanned, unplanned, onHand, OnHandAt(c.Site!),
                before, line.Counts));
            Settle(line);
        }
        if (nobodys > 0)
        {
            var onHand = Fall(nobodys);
            Emit(new UnmatchedShipment(Next(), id, site, nobodys, onHand, OnHandAt(c.Site!)));
        }
        if (fell < quantity)
            Emit(new StockDiscrepancy(Next(), site, "shipment_below_zero", c.EventId!, quantity - fell));
        Revoke(c.Site!, "shipped_unplanned");
        return null;
    }

    void Revoke(string site, string cause)
    {
        long Missing() => _sku.Held.GetValueOrDefault(site) - OnHandAt(site);
        if (Missing() <= 0)
            return;
        foreach (var line in _sku.Lines.Where(one => one.HeldAt(site) > 0).OrderDescending(ByRank).ToList())
        {
            var missing = Missing();
            if (missing <= 0)
                return;
            List<(string Site, long Units)> given = line.Partial
                ? [(site, Math.Min(missing, line.HeldAt(site)))]
                : [.. line.Held];
            var before = line.Counts;
            foreach (var (from, units) in given)
                line.TakeBack(from, units);
            Emit(new AllocationRevoked(Next(), line.Id, RankOf(line), cause, new(site), given.Sum(one => one.Units),
                [.. given.Select(one => new SiteUnits(new(one.Site), one.Units))], before, line.Counts));
        }
    }

    (string, string?)? Expect(ExpectSupply c)
    {
        if (_sku.Supplies.Any(one => one.Ref == c.Ref))
            return ("duplicate_supply", "ref");
        if (!Knows(c.Site!))
            return ("unknown_site", "site");
        if ((Int128)_sku.Supplies.Sum(one => one.Quantity) + c.Quantity!.Value > long.MaxValue)
            return ("quantity_overflow", null);
        var supply = new OracleSupply
        {
            Ref = c.Ref!,
            Site = c.Site!,
            Quantity = c.Quantity.Value,
            Date = c.Date!.Value,
        };
        _sku.Supplies.Add(supply);
        Emit(new SupplyExpected(Next(), supply.Ref, new(supply.Site), supply.Quantity, supply.Date));
        if (supply.Date < _partition.Today)
            MarkOverdue(supply);
        return null;
    }

    (string, string?)? Reschedule(RescheduleSupply c)
    {
        if (_sku.Supplies.Find(one => one.Ref == c.Ref) is not { } supply)
            return ("unknown_supply", "ref");
        var quantity = c.Quantity ?? supply.Quantity;
        var date = c.Date ?? supply.Date;
        if ((Int128)_sku.Supplies.Sum(one => one.Quantity) - supply.Quantity + quantity > long.MaxValue)
            return ("quantity_overflow", null);
        if (quantity == supply.Quantity && date == supply.Date)
            return null;
        Emit(new SupplyRescheduled(
            Next(), supply.Ref, new(supply.Site), supply.Quantity, quantity, supply.Date, date));
        supply.Quantity = quantity;
        supply.Date = date;
        if (date >= _partition.Today)
            supply.Overdue = false;
        else if (!supply.Overdue)
            MarkOverdue(supply);
        return null;
    }

    (string, string?)? CancelExpected(CancelSupply c)
    {
        if (_sku.Supplies.Find(one => one.Ref == c.Ref) is not { } supply)
            return ("unknown_supply", "ref");
        _sku.Supplies.Remove(supply);
        Emit(new SupplyCancelled(Next(), supply.Ref, new(supply.Site), supply.Quantity, supply.Date));
        return null;
    }

    long OnHandAt(string site) => _sku.Sites.Find(one => one.Name == site)?.OnHand ?? 0;

    OracleSite OpenSite(string name)
    {
        var site = _sku.Sites.Find(one => one.Name == name);
        if (site is null)
            _sku.Sites.Add(site = new OracleSite(name));
        return site;
    }
}
