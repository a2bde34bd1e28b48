namespace Backorders.Domain.Orders;

/// <summary>What the events about lines do to the state.</summary>
internal static class LineEvolver
{
    public static void Apply(SkuSession session, LineEvent stated)
    {
        switch (stated)
        {
            case DemandAccepted accepted:
                Add(session, accepted);
                break;
            case UnitsAssigned assigned:
                Change(session, assigned, static (line, e) => Assign(line, e.Sites));
                break;
            case AllocationReleased released:
                Change(session, released, static (line, e) => Withdraw(line, e.Sites));
                break;
            case AllocationRevoked revoked:
                Change(session, revoked, static (line, e) => Withdraw(line, e.Sites));
                break;
            case DemandCancelled cancelled:
                Cancel(session, cancelled);
                break;
            case DemandAmended amended:
                Change(session, amended, static (line, e) => line with
                {
                    Quantity = e.After.Quantity,
                    PriorityClass = e.NewPriorityClass,
                    RequestedDate = e.NewRequestedDate,
                });
                break;
            case ShipmentRecorded shipped:
                StockBook.SetOnHand(session, shipped.Site, shipped.OnHandAfter);
                Change(session, shipped, static (line, e) => Ship(line, e));
                break;
            case UnmatchedShipment shipped:
                StockBook.SetOnHand(session, shipped.Site, shipped.OnHandAfter);
                break;
            case CancellationPended pended:
                PendingBook.Add(session, pended);
                break;
            case UnmatchedCancellation unmatched:
                PendingBook.Remove(session, unmatched.Line, unmatched.PendedOffset);
                break;
            case PromiseSet promise:
                Change(session, promise, static (line, e) => line with { Promise = e.Date });
                break;
            case PromiseChanged promise:
                Change(session, promise, static (line, e) => line with { Promise = e.New });
                break;
            case PromiseWithdrawn promise:
                Change(session, promise, static (line, _) => line with { Promise = null });
                break;
            default:
                // LinePassedOver, LineBackordered and PromiseBroken say something and change nothing.
                break;
        }
    }

    static void Add(SkuSession session, DemandAccepted accepted)
    {
        // A closed line whose retention has ended may still be stored: the new one takes its place.
        if (session.State.FindLine(session.Sku, accepted.Line)?.ForgetAt is { } forgetAt)
            session.State.RemoveForget(new(forgetAt, session.Sku, accepted.Line));
        LineIndexes.Replace(session, before: null, new DemandLine
        {
            Id = accepted.Line,
            Quantity = accepted.Quantity,
            PriorityClass = accepted.PriorityClass,
            RequestedDate = accepted.RequestedDate,
            AcceptedSequence = accepted.AcceptedSequence,
            Sites = accepted.Sites,
            AllowSplit = accepted.AllowSplit,
            AllowPartial = accepted.AllowPartial,
        });
    }

    static void Cancel(SkuSession session, DemandCancelled cancelled)
    {
        if (cancelled.PendedOffset is { } offset)
            PendingBook.Remove(session, cancelled.Line, offset);
        Change(session, cancelled, static (line, e) => line with { Cancelled = line.Cancelled + e.Units });
    }

    static void Change<TEvent>(SkuSession session, TEvent stated, Func<DemandLine, TEvent, DemandLine> change)
        where TEvent : LineEvent
    {
        var before = session.FindLine(stated.Line) ?? throw new InvalidOperationException(
            $"{session.Sku}: an event at {session.Record.Position} is about line {stated.Line}, which is not there");
        var after = change(before, stated);
        if (after.Promise is not null && after.Backordered == 0)
            after = after with { Promise = null };
        if (after.Open == 0)
            after = Close(session, after);
        LineIndexes.Replace(session, before, after);
    }

    static DemandLine Close(SkuSession session, DemandLine line)
    {
        var forgetAt = session.Record.LogTime + session.Policy.ClosedLineRetentionMs;
        session.State.PutForget(new(forgetAt, session.Sku, line.Id));
        var partition = session.Record.Partition;
        session.Record.Partition = partition with { NextForget = Math.Min(partition.NextForget, forgetAt) };
        return line with { ForgetAt = forgetAt };
    }

    static DemandLine Assign(DemandLine line, ImmutableArray<SiteUnits> taken)
    {
        if (line.Allocations.IsEmpty)
            return line with { Allocations = taken };
        var held = line.Allocations.ToBuilder();
        foreach (var units in taken)
        {
            var index = IndexOf(held, units.Site);
            if (index < 0)
                held.Add(units);
            else
                held[index] = new(units.Site, held[index].Units + units.Units);
        }
        return line with { Allocations = held.ToImmutable() };
    }

    static DemandLine Withdraw(DemandLine line, ImmutableArray<SiteUnits> given)
    {
        var held = line.Allocations.ToBuilder();
        foreach (var units in given)
        {
            var index = IndexOf(held, units.Site);
            var rest = held[index].Units - units.Units;
            if (rest == 0)
                held.RemoveAt(index);
            else
                held[index] = new(units.Site, rest);
        }
        return line with { Allocations = held.DrainToImmutable() };
    }

    static DemandLine Ship(DemandLine line, ShipmentRecorded shipped)
    {
        var planned = shipped.Units - shipped.Unplanned;
        var rest = planned > 0 ? Withdraw(line, [new(shipped.Site, planned)]) : line;
        return rest with { Shipped = line.Shipped + shipped.Units };
    }

    static int IndexOf(ImmutableArray<SiteUnits>.Builder held, SiteId site)
    {
        for (var index = 0; index < held.Count; index++)
        {
            if (held[index].Site == site)
                return index;
        }
        return -1;
    }
}
