namespace Backorders.Domain.Orders;

/// <summary>
/// ConfirmShipment on a checked command: the goods have left, so everything but the site is accepted.
/// </summary>
internal static class ShipmentDecider
{
    public static Rejection? Decide(SkuSession session, ConfirmShipment command)
    {
        var site = new SiteId(command.Site!);
        if (!StockBook.IsKnown(session, site))
            return new(RejectionReason.UnknownSite, "site");
        var id = new OrderLineId(command.OrderId!, command.LineId!);
        var quantity = command.Quantity!.Value;
        var missing = quantity;
        var planned = 0L;
        var unplanned = 0L;
        if (session.FindLine(id) is { Open: > 0 } line)
        {
            planned = Math.Min(quantity, line.HeldAt(site));
            unplanned = Math.Min(quantity - planned, line.Open - planned);
            if (unplanned > line.Backordered)
            {
                line = DemandDecider.Release(
                    session, line, unplanned - line.Backordered, Cause.ShippedElsewhere, exceptSite: site);
            }
            if (planned + unplanned > 0)
                missing -= Record(session, line, site, planned, unplanned);
        }
        var unmatched = quantity - planned - unplanned;
        if (unmatched > 0)
            missing -= RecordUnmatched(session, id, site, unmatched);
        if (missing > 0)
        {
            session.Emit(new StockDiscrepancy(
                session.NextHeader(), site, Cause.ShipmentBelowZero, command.EventId!, missing));
        }
        Revocation.Run(session, site, Cause.ShippedUnplanned);
        return null;
    }

    // Both say by how much on-hand fell.
    static long Record(SkuSession session, in DemandLine line, SiteId site, long planned, long unplanned)
    {
        var units = planned + unplanned;
        var onHand = StockBook.At(session, site).OnHand;
        var fall = Math.Min(units, onHand);
        var before = line.Counts;
        var after = before with
        {
            Allocated = before.Allocated - planned,
            Backordered = before.Backordered - unplanned,
            Shipped = before.Shipped + units,
        };
        session.Emit(new ShipmentRecorded(
            session.NextHeader(), line.Id, site, units, unplanned, onHand, onHand - fall, before, after));
        return fall;
    }

    static long RecordUnmatched(SkuSession session, OrderLineId id, SiteId site, long units)
    {
        var onHand = StockBook.At(session, site).OnHand;
        var fall = Math.Min(units, onHand);
        session.Emit(new UnmatchedShipment(session.NextHeader(), id, site, units, onHand, onHand - fall));
        return fall;
    }
}
