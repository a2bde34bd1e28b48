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
                Change(session, assigned, static (in line, e) => Assign(line, e.Sites));
                break;
            case AllocationReleased released:
                Change(session, released, static (in line, e) => Withdraw(line, e.Sites));
                break;
            case AllocationRevoked revoked:
                Change(session, revoked, static (in line, e) => Withdraw(line, e.Sites));
                break;
            case DemandCancelled cancelled:
                Cancel(session, cancelled);
                break;
            case DemandAmended amended:
                Change(session, amended, static (in line, e) => line with
                {
                    Quantity = e.After.Quantity,
                    PriorityClass = e.NewPriorityClass,
                    RequestedDate = e.NewRequestedDate,
                });
                break;
            case ShipmentRecorded shipped:
                StockBook.SetOnHand(session, shipped.Site, shipped.OnHandAfter);
                Change(session, shipped, static (in line, e) => Ship(line, e));
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
                Change(session, promise, static (in line, e) => line with { Promise = e.Date });
                break;
            case PromiseChanged promise:
                Change(session, promise, static (in line, e) => line with { Promise = e.New });
                break;
            case PromiseWithdrawn promise:
                Change(session, promise, static (in line, _) => line with { Promise = null });
                break;
            default:
                // LinePassedOver, LineBackordered and PromiseBroken say something and change nothing.
                break;
        }
    }

    delegate DemandLine LineChange<TEvent>(in DemandLine line, TEvent stated);

    static void Add(SkuSession session, DemandAccepted accepted)
    {
        // A closed line whose retention has ended may still be stored: the new one takes its place.
        session.TurnTo(accepted.Line);
        session.ReplaceLine(new DemandLine
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
        Change(session, cancelled, static (in line, e) => line with { Cancelled = line.Cancelled + e.Units });
    }

    static void Change<TEvent>(SkuSession session, TEvent stated, LineChange<TEvent> change)
        where TEvent : LineEvent
    {
        var after = change(session.GetLine(stated.Line), stated);
        if (after.Open == 0)
            after = Close(session, after);
        else if (after.Promise is not null && after.Backordered == 0)
            after = after with { Promise = null };
        session.ReplaceLine(after);
    }

    static DemandLine Close(SkuSession session, in DemandLine line)
    {
        var forgetAt = session.Record.LogTime + session.Policy.ClosedLineRetentionMs;
        var partition = session.Record.Partition;
        session.Record.Partition = partition with { NextForget = Math.Min(partition.NextForget, forgetAt) };
        return line with { Promise = null, ForgetAt = forgetAt };
    }

    static DemandLine Assign(in DemandLine line, ImmutableArray<SiteUnits> taken) =>
        line with { Allocations = line.Allocations.IsEmpty ? taken : Holdings.Add(line.Allocations, taken) };

    static DemandLine Withdraw(in DemandLine line, ImmutableArray<SiteUnits> given) =>
        line with { Allocations = Holdings.Remove(line.Allocations, given) };

    static DemandLine Ship(in DemandLine line, ShipmentRecorded shipped)
    {
        var planned = shipped.Units - shipped.Unplanned;
        return line with
        {
            Allocations = planned > 0
                ? Holdings.Remove(line.Allocations, shipped.Site, planned)
                : line.Allocations,
            Shipped = line.Shipped + shipped.Units,
        };
    }
}
