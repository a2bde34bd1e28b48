namespace Backorders.Domain.Orders;

/// <summary>PlaceDemand, AmendDemand and CancelDemand on checked commands.</summary>
internal static class DemandDecider
{
    const int DefaultPriorityClass = 50;
    const string DefaultReason = "unspecified";

    public static Rejection? Place(SkuSession session, PlaceDemand command)
    {
        var id = new OrderLineId(command.OrderId!, command.LineId!);
        var sites = command.Sites.IsDefaultOrEmpty
            ? []
            : ImmutableArray.CreateRange(command.Sites, site => new SiteId(site));
        var quantity = command.Quantity!.Value;
        if (session.FindLine(id) is not null)
            return new(RejectionReason.DuplicateLine);
        foreach (var site in sites)
        {
            if (!StockBook.IsKnown(session, site))
                return new(RejectionReason.UnknownSite, "sites");
        }
        if (quantity > long.MaxValue - session.Header.TotalOpen)
            return new(RejectionReason.QuantityOverflow);
        var priorityClass = (int)(command.PriorityClass ?? DefaultPriorityClass);
        var rank = Rank.Of(
            priorityClass, command.RequestedDate, session.Record.Position.Offset, session.Policy.SortsByRequestedDate);
        session.Emit(new DemandAccepted(
            session.NextHeader(), id, priorityClass, command.RequestedDate, sites, command.AllowSplit ?? false,
            command.AllowPartial ?? true, rank, default, new(quantity, 0, quantity, 0, 0)));
        ApplyPending(session, id);
        return null;
    }

    public static Rejection? Amend(SkuSession session, AmendDemand command)
    {
        var id = new OrderLineId(command.OrderId!, command.LineId!);
        if (session.FindLine(id) is not { } line)
            return new(RejectionReason.UnknownLine);
        if (line.Open == 0)
            return new(RejectionReason.LineClosed);
        var quantity = command.Quantity ?? line.Quantity;
        var priorityClass = (int)(command.PriorityClass ?? line.PriorityClass);
        var date = command.ClearRequestedDate == true ? null : command.RequestedDate ?? line.RequestedDate;
        if (quantity < line.Shipped + line.Cancelled)
            return new(RejectionReason.BelowShippedOrCancelled, "quantity");
        if (quantity - line.Quantity > long.MaxValue - session.Header.TotalOpen)
            return new(RejectionReason.QuantityOverflow);
        if (quantity == line.Quantity && priorityClass == line.PriorityClass && date == line.RequestedDate)
            return null;
        var release = line.Quantity - quantity - line.Backordered;
        if (release > 0)
            line = Release(session, line, release, Cause.DemandAmended, exceptSite: null);
        var before = line.Counts;
        var newRank = Rank.Of(priorityClass, date, line.AcceptedSequence, session.Policy.SortsByRequestedDate);
        var after = before with
        {
            Quantity = quantity,
            Backordered = before.Backordered + quantity - line.Quantity,
        };
        session.Emit(new DemandAmended(
            session.NextHeader(), id, line.PriorityClass, priorityClass, line.RequestedDate, date, session.RankOf(line),
            newRank, before, after));
        return null;
    }

    public static Rejection? Cancel(SkuSession session, CancelDemand command)
    {
        var id = new OrderLineId(command.OrderId!, command.LineId!);
        var reason = command.Reason ?? DefaultReason;
        if (session.FindLine(id) is not { } line)
        {
            session.Emit(new CancellationPended(
                session.NextHeader(), id, command.Quantity, reason, session.Record.Position.Offset,
                session.Record.LogTime + session.Policy.CancellationTtlMs));
            return null;
        }
        if (line.Open == 0)
            return new(RejectionReason.NothingOpen);
        Cancel(session, line, command.Quantity, reason, command.EventId!, pendedOffset: null);
        return null;
    }

    /// <summary>Takes units from a line's allocations, from the last-listed site backwards.</summary>
    public static DemandLine Release(
        SkuSession session, in DemandLine line, long units, string cause, SiteId? exceptSite)
    {
        var sites = ImmutableArray.CreateBuilder<SiteUnits>();
        var rest = units;
        for (var index = line.Allocations.Length - 1; index >= 0 && rest > 0; index--)
        {
            var held = line.Allocations[index];
            if (held.Site == exceptSite)
                continue;
            var given = Math.Min(rest, held.Units);
            sites.Add(new(held.Site, given));
            rest -= given;
        }
        var before = line.Counts;
        var after = before with { Allocated = before.Allocated - units, Backordered = before.Backordered + units };
        session.Emit(new AllocationReleased(
            session.NextHeader(), line.Id, cause, units, sites.ToImmutable(), before, after));
        return session.GetLine(line.Id);
    }

    static void ApplyPending(SkuSession session, OrderLineId id)
    {
        foreach (var pending in PendingBook.OfLine(session, id))
        {
            // With a retention of zero a line that closes is forgotten at once.
            if (session.FindLine(id) is { Open: > 0 } line)
            {
                Cancel(
                    session, line, pending.Quantity, pending.Reason, pending.CancellationEventId, pending.PendedOffset);
                continue;
            }
            session.Emit(new UnmatchedCancellation(
                session.NextHeader(), id, pending.Quantity, pending.Reason, pending.CancellationEventId,
                pending.PendedOffset, Cause.NothingOpen));
        }
    }

    static void Cancel(
        SkuSession session, DemandLine line, long? quantity, string reason, string eventId, long? pendedOffset)
    {
        var units = Math.Min(quantity ?? line.Open, line.Open);
        var backordered = line.Backordered;
        if (units > backordered)
            line = Release(session, line, units - backordered, Cause.DemandCancelled, exceptSite: null);
        var before = line.Counts;
        var after = before with
        {
            Backordered = before.Backordered - units,
            Cancelled = before.Cancelled + units,
        };
        session.Emit(new DemandCancelled(
            session.NextHeader(), line.Id, units, (quantity ?? units) - units, reason, eventId, pendedOffset, before,
            after));
    }
}
