using Backorders.Contracts;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>The events of order lines.</summary>
static partial class EventWriter
{
    static void WriteBody(Domain.Orders.LineEvent source, AllocationEvent wire)
    {
        switch (source)
        {
            case Domain.Orders.DemandAccepted accepted:
                wire.DemandAccepted = Accepted(accepted);
                break;
            case Domain.Orders.LineAllocated allocated:
                wire.LineAllocated = Allocated(allocated);
                break;
            case Domain.Orders.BackorderFilled filled:
                wire.BackorderFilled = Filled(filled);
                break;
            case Domain.Orders.LinePassedOver passed:
                wire.LinePassedOver = new()
                {
                    Rank = WireParts.Write(passed.Rank),
                    Needed = passed.Needed,
                    Seen = { WireParts.Write(passed.Seen) },
                    By = WireParts.Write((Domain.Orders.OrderLineId?)passed.By),
                };
                break;
            case Domain.Orders.LineBackordered waiting:
                wire.LineBackordered = new()
                {
                    Rank = WireParts.Write(waiting.Rank),
                    Units = waiting.Units,
                    Seen = { WireParts.Write(waiting.Seen) },
                    Ahead = WireParts.Write(waiting.Ahead),
                };
                break;
            case Domain.Orders.AllocationReleased released:
                wire.AllocationReleased = Released(released);
                break;
            case Domain.Orders.AllocationRevoked revoked:
                wire.AllocationRevoked = Revoked(revoked);
                break;
            case Domain.Orders.DemandCancelled cancelled:
                wire.DemandCancelled = Cancelled(cancelled);
                break;
            case Domain.Orders.DemandAmended amended:
                wire.DemandAmended = Amended(amended);
                break;
            case Domain.Orders.ShipmentRecorded shipped:
                wire.ShipmentRecorded = Shipped(shipped);
                break;
            case Domain.Orders.UnmatchedShipment unmatched:
                wire.UnmatchedShipment = new()
                {
                    Site = unmatched.Site.Value,
                    Units = unmatched.Units,
                    OnHandBefore = unmatched.OnHandBefore,
                    OnHandAfter = unmatched.OnHandAfter,
                };
                break;
            case Domain.Orders.CancellationPended pended:
                wire.CancellationPended = Pended(pended);
                break;
            case Domain.Orders.UnmatchedCancellation unmatched:
                wire.UnmatchedCancellation = Unmatched(unmatched);
                break;
            default:
                WritePromise(source, wire);
                break;
        }
    }

    static void WritePromise(Domain.Orders.LineEvent source, AllocationEvent wire)
    {
        switch (source)
        {
            case Domain.Promising.PromiseSet set:
                wire.PromiseSet = new()
                {
                    Rank = WireParts.Write(set.Rank),
                    Date = Dates.Write(set.Date),
                    Cause = set.Cause,
                };
                break;
            case Domain.Promising.PromiseChanged changed:
                wire.PromiseChanged = new()
                {
                    Rank = WireParts.Write(changed.Rank),
                    Old = Dates.Write(changed.Old),
                    New = Dates.Write(changed.New),
                    Cause = changed.Cause,
                };
                break;
            case Domain.Promising.PromiseWithdrawn gone:
                wire.PromiseWithdrawn = new()
                {
                    Rank = WireParts.Write(gone.Rank),
                    Old = Dates.Write(gone.Old),
                    Cause = gone.Cause,
                };
                break;
            case Domain.Promising.PromiseBroken broken:
                wire.PromiseBroken = new()
                {
                    Rank = WireParts.Write(broken.Rank),
                    Date = Dates.Write(broken.Date),
                    Cause = broken.Cause,
                };
                break;
            default:
                throw new InvalidOperationException($"{source.Type} has no wire form");
        }
    }

    static DemandAccepted Accepted(Domain.Orders.DemandAccepted source)
    {
        var wire = new DemandAccepted
        {
            Quantity = source.Quantity,
            PriorityClass = source.PriorityClass,
            AllowSplit = source.AllowSplit,
            AllowPartial = source.AllowPartial,
            AcceptedSequence = source.AcceptedSequence,
            Rank = WireParts.Write(source.Rank),
            Before = WireParts.Write(source.Before),
            After = WireParts.Write(source.After),
        };
        if (source.RequestedDate is { } date)
            wire.RequestedDate = Dates.Write(date);
        wire.Sites.AddRange(source.Sites.Select(site => site.Value));
        return wire;
    }

    static LineAllocated Allocated(Domain.Orders.LineAllocated source) => new()
    {
        Rank = WireParts.Write(source.Rank),
        Units = source.Units,
        Sites = { WireParts.Write(source.Sites) },
        Seen = { WireParts.Write(source.Seen) },
        Ahead = WireParts.Write(source.Ahead),
        Before = WireParts.Write(source.Before),
        After = WireParts.Write(source.After),
    };

    static BackorderFilled Filled(Domain.Orders.BackorderFilled source) => new()
    {
        Rank = WireParts.Write(source.Rank),
        Units = source.Units,
        Sites = { WireParts.Write(source.Sites) },
        Seen = { WireParts.Write(source.Seen) },
        Ahead = WireParts.Write(source.Ahead),
        Before = WireParts.Write(source.Before),
        After = WireParts.Write(source.After),
    };

    static AllocationReleased Released(Domain.Orders.AllocationReleased source) => new()
    {
        Cause = source.Cause,
        Units = source.Units,
        Sites = { WireParts.Write(source.Sites) },
        Before = WireParts.Write(source.Before),
        After = WireParts.Write(source.After),
    };

    static AllocationRevoked Revoked(Domain.Orders.AllocationRevoked source) => new()
    {
        Rank = WireParts.Write(source.Rank),
        Cause = source.Cause,
        Site = source.Site.Value,
        Units = source.Units,
        Sites = { WireParts.Write(source.Sites) },
        Before = WireParts.Write(source.Before),
        After = WireParts.Write(source.After),
    };

    static DemandCancelled Cancelled(Domain.Orders.DemandCancelled source)
    {
        var wire = new DemandCancelled
        {
            Units = source.Units,
            Excess = source.Excess,
            Reason = source.Reason,
            Before = WireParts.Write(source.Before),
            After = WireParts.Write(source.After),
        };
        if (source.CancellationEventId is { } id)
            wire.CancellationEventId = id;
        if (source.PendedOffset is { } offset)
            wire.PendedOffset = offset;
        return wire;
    }

    static DemandAmended Amended(Domain.Orders.DemandAmended source)
    {
        var wire = new DemandAmended
        {
            OldPriorityClass = source.OldPriorityClass,
            NewPriorityClass = source.NewPriorityClass,
            OldRank = WireParts.Write(source.OldRank),
            NewRank = WireParts.Write(source.NewRank),
            Before = WireParts.Write(source.Before),
            After = WireParts.Write(source.After),
        };
        if (source.OldRequestedDate is { } old)
            wire.OldRequestedDate = Dates.Write(old);
        if (source.NewRequestedDate is { } date)
            wire.NewRequestedDate = Dates.Write(date);
        return wire;
    }

    static ShipmentRecorded Shipped(Domain.Orders.ShipmentRecorded source) => new()
    {
        Site = source.Site.Value,
        Units = source.Units,
        Unplanned = source.Unplanned,
        OnHandBefore = source.OnHandBefore,
        OnHandAfter = source.OnHandAfter,
        Before = WireParts.Write(source.Before),
        After = WireParts.Write(source.After),
    };

    static CancellationPended Pended(Domain.Orders.CancellationPended source)
    {
        var wire = new CancellationPended
        {
            Reason = source.Reason,
            PendedOffset = source.PendedOffset,
            ExpiresAtUnixMs = source.ExpiresAt,
        };
        if (source.Quantity is { } quantity)
            wire.Quantity = quantity;
        return wire;
    }

    static UnmatchedCancellation Unmatched(Domain.Orders.UnmatchedCancellation source)
    {
        var wire = new UnmatchedCancellation
        {
            Reason = source.Reason,
            CancellationEventId = source.CancellationEventId,
            PendedOffset = source.PendedOffset,
            Cause = source.Cause,
        };
        if (source.Quantity is { } quantity)
            wire.Quantity = quantity;
        return wire;
    }
}
