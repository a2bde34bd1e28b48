using Backorders.Contracts;
using DomainEvent = Backorders.Domain.Allocation.AllocationEvent;

namespace Backorders.Topologies.Allocation;

/// <summary>The events that a person must look at.</summary>
static class ExceptionProjection
{
    /// <summary>The exception that an event is, or null when it is none.</summary>
    public static BusinessException? Of(DomainEvent stated, EventMetadata metadata)
    {
        var (reason, detail, order, line) = stated switch
        {
            Domain.Orders.UnmatchedCancellation e => (
                "unmatched_cancellation",
                $"{e.Cause}: {Units(e.Quantity)}, {e.Reason}",
                e.Line.OrderId,
                e.Line.LineId),
            Domain.Orders.UnmatchedShipment e =>
                ("unmatched_shipment", $"{e.Units} units left {e.Site}", e.Line.OrderId, e.Line.LineId),
            Domain.Promising.PromiseBroken e =>
                ("promise_broken", $"{e.Date:yyyy-MM-dd}: {e.Cause}", e.Line.OrderId, e.Line.LineId),
            Domain.Inventory.StockDiscrepancy e =>
                ("stock_discrepancy", $"{e.Units} units missing at {e.Site}: {e.Cause}", "", ""),
            Domain.Allocation.CommandRejected e => (
                "command_rejected",
                $"{e.Command}: {e.Reason}{(e.Field is null ? "" : $" ({e.Field})")}",
                e.OrderId ?? "",
                e.LineId ?? ""),
            _ => default,
        };
        return reason is null
            ? null
            : new BusinessException
            {
                ExceptionId = metadata.EventId,
                Reason = reason,
                Detail = detail,
                Sku = metadata.Sku,
                OrderId = order,
                LineId = line,
                OccurredAtUnixMs = metadata.LogTimeUnixMs,
            };
    }

    static string Units(long? quantity) => quantity is { } units ? $"{units} units" : "all units";
}
