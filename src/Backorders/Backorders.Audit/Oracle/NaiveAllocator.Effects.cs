namespace Backorders.Audit.Oracle;

/// <content>Section 8 of the specification: what each command does.</content>
public sealed partial class NaiveAllocator
{
    (string Reason, string? Field)? Effect(AllocationCommand command)
    {
        (string, string?)? refusal;
        string cause;
        switch (command)
        {
            case PlaceDemand c:
                refusal = Place(c);
                cause = "demand_placed";
                break;
            case AmendDemand c:
                refusal = Amend(c);
                cause = "demand_amended";
                break;
            case CancelDemand c:
                refusal = Cancel(c);
                cause = "demand_cancelled";
                break;
            case ConfirmShipment c:
                refusal = Ship(c);
                cause = "shipment_confirmed";
                break;
            case ReceiveStock c:
                refusal = Receive(c);
                cause = "stock_received";
                break;
            case AdjustStock c:
                refusal = Adjust(c);
                cause = "stock_adjusted";
                break;
            case ExpectSupply c:
                refusal = Expect(c);
                cause = "supply_expected";
                break;
            case RescheduleSupply c:
                refusal = Reschedule(c);
                cause = "supply_rescheduled";
                break;
            case CancelSupply c:
                refusal = CancelExpected(c);
                cause = "supply_cancelled";
                break;
            default:
                refusal = SetOwnPolicy((SetPolicy)command);
                cause = "policy_changed";
                break;
        }
        if (refusal is not null)
            return refusal;
        FillPass(command is PlaceDemand ? new OrderLineId(command.OrderId!, command.LineId!) : null);
        Peg(cause);
        return null;
    }

    (string, string?)? Place(PlaceDemand c)
    {
        var id = new OrderLineId(c.OrderId!, c.LineId!);
        var sites = c.Sites.IsDefault ? [] : c.Sites;
        if (FindLine(id) is not null)
            return ("duplicate_line", null);
        if (sites.Any(site => !Knows(site)))
            return ("unknown_site", "sites");
        if (_sku.Open + c.Quantity!.Value > long.MaxValue)
            return ("quantity_overflow", null);
        var line = new OracleLine(_sku, id, c.Quantity.Value)
        {
            Class = (int)(c.PriorityClass ?? 50),
            Date = c.RequestedDate,
            Accepted = _record.Position.Offset,
            OwnSites = sites,
            Split = c.AllowSplit ?? false,
            Partial = c.AllowPartial ?? true,
        };
        _sku.Add(line);
        Emit(new DemandAccepted(Next(), id, line.Class, line.Date, [.. sites.Select(site => new SiteId(site))],
            line.Split, line.Partial, RankOf(line), default, line.Counts));
        if (_sku.Pending.Count == 0)
            return null;
        foreach (var pending in _sku.Pending.Where(one => one.Line == id).OrderBy(one => one.Offset).ToList())
        {
            _sku.Pending.Remove(pending);
            if (line.Open > 0)
                CancelUnits(line, pending.Quantity, pending.Reason, pending.EventId, pending.Offset);
            else
                Unmatched(pending, "nothing_open");
        }
        return null;
    }

    (string, string?)? Amend(AmendDemand c)
    {
        if (FindLine(new(c.OrderId!, c.LineId!)) is not { } line)
            return ("unknown_line", null);
        if (line.Open == 0)
            return ("line_closed", null);
        var quantity = c.Quantity ?? line.Quantity;
        var newClass = (int)(c.PriorityClass ?? line.Class);
        var newDate = c.ClearRequestedDate == true ? null : c.RequestedDate ?? line.Date;
        if (quantity < line.Shipped + line.Cancelled)
            return ("below_shipped_or_cancelled", "quantity");
        if (_sku.Open + quantity - line.Quantity > long.MaxValue)
            return ("quantity_overflow", null);
        if (quantity == line.Quantity && newClass == line.Class && newDate == line.Date)
            return null;
        var fall = line.Quantity - quantity;
        if (fall > line.Waits)
            Release(line, fall - line.Waits, "demand_amended", keepSite: null);
        var (oldClass, oldDate, oldRank, before) = (line.Class, line.Date, RankOf(line), line.Counts);
        line.Order(quantity);
        line.Class = newClass;
        line.Date = newDate;
        Emit(new DemandAmended(
            Next(), line.Id, oldClass, newClass, oldDate, newDate, oldRank, RankOf(line), before, line.Counts));
        Settle(line);
        return null;
    }

    (string, string?)? Cancel(CancelDemand c)
    {
        var id = new OrderLineId(c.OrderId!, c.LineId!);
        var reason = c.Reason ?? "unspecified";
        if (FindLine(id) is not { } line)
        {
            var pending = new OraclePending(
                id, c.Quantity, reason, c.EventId!, _record.Position.Offset,
                _partition.LogTime + Policy.CancellationTtlMs);
            _sku.Pending.Add(pending);
            Emit(new CancellationPended(Next(), id, c.Quantity, reason, pending.Offset, pending.ExpiresAt));
            return null;
        }
        if (line.Open == 0)
            return ("nothing_open", null);
        CancelUnits(line, c.Quantity, reason, c.EventId!, pendedOffset: null);
        return null;
    }

    void CancelUnits(OracleLine line, long? quantity, string reason, string eventId, long? pendedOffset)
    {
        var asked = quantity ?? line.Open;
        var units = Math.Min(asked, line.Open);
        if (units > line.Waits)
            Release(line, units - line.Waits, "demand_cancelled", keepSite: null);
        var before = line.Counts;
        line.Cancel(units);
        Emit(new DemandCancelled(
            Next(), line.Id, units, asked - units, reason, eventId, pendedOffset, before, line.Counts));
        Settle(line);
    }

    void Release(OracleLine line, long units, string cause, string? keepSite)
    {
        var before = line.Counts;
        List<SiteUnits> given = [];
        var rest = units;
        foreach (var (site, held) in line.Held.Reverse().Where(one => one.Site != keepSite).ToList())
        {
            if (rest == 0)
                break;
            var part = Math.Min(rest, held);
            line.TakeBack(site, part);
            given.Add(new(new(site), part));
            rest -= part;
        }
        Emit(new AllocationReleased(Next(), line.Id, cause, units, [.. given], before, line.Counts));
    }

    (string, string?)? SetOwnPolicy(SetPolicy c)
    {
        if (c.Version <= (_sku.Own?.Version ?? 0))
            return ("stale_policy_version", "version");
        _sku.Own = ToPolicy(c);
        Emit(new PolicyChanged(Next(), _sku.Own));
        return null;
    }

    /// <summary>A line that stops waiting has no promise; one that has nothing open is closed.</summary>
    void Settle(OracleLine line)
    {
        if (line.Waits == 0)
            line.Promise = null;
        if (line.Open == 0)
            line.ForgetAt ??= _partition.LogTime + Policy.ClosedLineRetentionMs;
    }

    OracleLine? FindLine(OrderLineId id) =>
        _sku.Find(id) is { } line && !(line.ForgetAt <= _partition.LogTime) ? line : null;

    bool Knows(string site) =>
        Policy.SiteOrder.Any(listed => listed.Value == site) || _sku.Sites.Any(one => one.Name == site);

    static AllocationPolicy ToPolicy(SetPolicy c)
    {
        var order = c.SiteOrder.IsDefault ? [] : c.SiteOrder;
        var safety = c.SafetyStock.IsDefault ? [] : c.SafetyStock;
        return new AllocationPolicy
        {
            Version = c.Version!.Value,
            SiteOrder = [.. order.Select(site => new SiteId(site))],
            SafetyStock = [.. order
                .Select(site => new SiteUnits(new(site), safety.FirstOrDefault(one => one.Site == site).Units ?? 0))
                .Where(one => one.Units > 0)],
            FillMode = c.FillMode == "strict" ? FillMode.Strict : FillMode.Skip,
            SortsByRequestedDate = !c.SortKeys.IsDefaultOrEmpty,
            CancellationTtlMs = c.CancellationTtlMs ?? 604_800_000,
            DedupWindowMs = c.DedupWindowMs ?? 604_800_000,
            ClosedLineRetentionMs = c.ClosedLineRetentionMs ?? 2_592_000_000,
        };
    }
}
