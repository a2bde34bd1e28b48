using Backorders.Contracts;
using Status = Backorders.Contracts.OrderStatus;

namespace Backorders.Topologies.OrderStatus;

/// <summary>What a decision of the allocator changes in a line's status.</summary>
static class StatusChange
{
    /// <summary>Applies a decision; false when it changes nothing that a status shows.</summary>
    public static bool Apply(AllocationEvent decision, OrderLineStatus line)
    {
        if (After(decision) is { } after)
        {
            line.Quantity = after.Quantity;
            line.Allocated = after.Allocated;
            line.Backordered = after.Backordered;
            line.Shipped = after.Shipped;
            line.Cancelled = after.Cancelled;
            line.Rejection = "";
            if (after.Backordered == 0)
                line.ClearPromise();
            return true;
        }
        switch (decision.EventCase)
        {
            case AllocationEvent.EventOneofCase.PromiseSet:
                line.Promise = decision.PromiseSet.Date;
                return true;
            case AllocationEvent.EventOneofCase.PromiseChanged:
                line.Promise = decision.PromiseChanged.New;
                return true;
            case AllocationEvent.EventOneofCase.PromiseWithdrawn:
                line.ClearPromise();
                return true;
            case AllocationEvent.EventOneofCase.CommandRejected:
                return Reject(decision.CommandRejected, line);
            default:
                return false;
        }
    }

    /// <summary>Fills in what follows from the lines.</summary>
    public static void Summarise(Status status)
    {
        var (rejected, undecided) = (0, 0);
        foreach (var line in status.Lines)
        {
            if (line.Rejection.Length > 0)
            {
                rejected++;
                continue;
            }
            if (line.SkuSequence == 0)
                undecided++;
            status.Quantity = Sum(status.Quantity, line.Quantity);
            status.Allocated = Sum(status.Allocated, line.Allocated);
            status.Backordered = Sum(status.Backordered, line.Backordered);
            status.Shipped = Sum(status.Shipped, line.Shipped);
            status.Cancelled = Sum(status.Cancelled, line.Cancelled);
        }
        status.State = rejected == status.Lines.Count ? Status.Types.State.Rejected
            : undecided > 0 ? Status.Types.State.Accepted
            : status.Backordered > 0 ? Status.Types.State.Backordered
            : status.Allocated > 0 ? Status.Types.State.Allocated
            : rejected > 0 ? Status.Types.State.ClosedInPart
            : Status.Types.State.Closed;
    }

    // Lines of several SKUs may add up beyond 64 bits, and a line that is not decided yet may
    // ask for less than nothing.
    static long Sum(long left, long right) =>
        left > long.MaxValue - Math.Max(0, right) ? long.MaxValue : left + Math.Max(0, right);

    // A command that comes too late or twice is refused without harm to a line that stands.
    static bool Reject(CommandRejected rejection, OrderLineStatus line)
    {
        var refusesTheLine = string.Equals(rejection.Command, "PlaceDemand", StringComparison.Ordinal)
            && !string.Equals(rejection.Reason, "duplicate_line", StringComparison.Ordinal)
            && line.SkuSequence == 0;
        if (refusesTheLine)
            line.Rejection = rejection.Reason;
        return refusesTheLine;
    }

    static LineQuantities? After(AllocationEvent decision) => decision.EventCase switch
    {
        AllocationEvent.EventOneofCase.DemandAccepted => decision.DemandAccepted.After,
        AllocationEvent.EventOneofCase.LineAllocated => decision.LineAllocated.After,
        AllocationEvent.EventOneofCase.BackorderFilled => decision.BackorderFilled.After,
        AllocationEvent.EventOneofCase.AllocationReleased => decision.AllocationReleased.After,
        AllocationEvent.EventOneofCase.AllocationRevoked => decision.AllocationRevoked.After,
        AllocationEvent.EventOneofCase.DemandCancelled => decision.DemandCancelled.After,
        AllocationEvent.EventOneofCase.DemandAmended => decision.DemandAmended.After,
        AllocationEvent.EventOneofCase.ShipmentRecorded => decision.ShipmentRecorded.After,
        _ => null,
    };
}
