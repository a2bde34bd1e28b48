using Backorders.Contracts;
using Backorders.Domain.Allocation;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>
/// Writes the allocator's events in their wire form: those of an order line, and those of stock and policies.
/// </summary>
static partial class EventWriter
{
    /// <summary>The event for the topic of allocations; null when it belongs to the topic of stock events.</summary>
    public static Contracts.AllocationEvent? WriteLineEvent(
        Domain.Allocation.AllocationEvent source, EventMetadata metadata)
    {
        if (source is Domain.Allocation.CommandRejected { OrderId: not null } rejected)
        {
            return new()
            {
                Metadata = metadata,
                OrderId = rejected.OrderId,
                LineId = rejected.LineId ?? "",
                CommandRejected = Rejected(rejected),
            };
        }
        if (source is not Domain.Orders.LineEvent line)
            return null;
        var wire = new Contracts.AllocationEvent
        {
            Metadata = metadata,
            OrderId = line.Line.OrderId,
            LineId = line.Line.LineId,
        };
        WriteBody(line, wire);
        return wire;
    }

    /// <summary>The event for the topic of stock events.</summary>
    /// <exception cref="InvalidOperationException">It is an order line's.</exception>
    public static StockEvent WriteStockEvent(Domain.Allocation.AllocationEvent source, EventMetadata metadata)
    {
        var wire = new StockEvent { Metadata = metadata };
        switch (source)
        {
            case Domain.Inventory.StockChanged changed:
                wire.StockChanged = Changed(changed);
                break;
            case Domain.Inventory.StockDiscrepancy gap:
                wire.StockDiscrepancy = new()
                {
                    Site = gap.Site.Value,
                    Cause = gap.Cause,
                    Reference = gap.Reference,
                    Units = gap.Units,
                };
                break;
            case Domain.Inventory.SupplyExpected supply:
                wire.SupplyExpected = new()
                {
                    Ref = supply.Ref,
                    Site = supply.Site.Value,
                    Quantity = supply.Quantity,
                    Date = Dates.Write(supply.Date),
                };
                break;
            case Domain.Inventory.SupplyRescheduled moved:
                wire.SupplyRescheduled = new()
                {
                    Ref = moved.Ref,
                    Site = moved.Site.Value,
                    OldQuantity = moved.OldQuantity,
                    NewQuantity = moved.NewQuantity,
                    OldDate = Dates.Write(moved.OldDate),
                    NewDate = Dates.Write(moved.NewDate),
                };
                break;
            case Domain.Inventory.SupplyCancelled gone:
                wire.SupplyCancelled = new()
                {
                    Ref = gone.Ref,
                    Site = gone.Site.Value,
                    Quantity = gone.Quantity,
                    Date = Dates.Write(gone.Date),
                };
                break;
            case Domain.Inventory.SupplyOverdue late:
                wire.SupplyOverdue = new()
                {
                    Ref = late.Ref,
                    Site = late.Site.Value,
                    Quantity = late.Quantity,
                    Date = Dates.Write(late.Date),
                };
                break;
            case Domain.Allocation.PolicyChanged policy:
                wire.PolicyChanged = new() { Policy = PolicyOf(policy.Policy) };
                break;
            case Domain.Allocation.CommandRejected rejected:
                wire.CommandRejected = Rejected(rejected);
                break;
            default:
                throw new InvalidOperationException($"{source.Type} is no stock event");
        }
        return wire;
    }

    static Contracts.StockChanged Changed(Domain.Inventory.StockChanged changed)
    {
        var wire = new Contracts.StockChanged
        {
            Site = changed.Site.Value,
            Cause = changed.Cause,
            Reference = changed.Reference,
            Delta = changed.Delta,
            OnHandBefore = changed.OnHandBefore,
            OnHandAfter = changed.OnHandAfter,
        };
        if (changed.Reason is { } reason)
            wire.Reason = reason;
        if (changed.Supply is { } supply)
        {
            wire.Supply = new()
            {
                Ref = supply.Ref,
                Known = supply.Known,
                Before = supply.Before,
                After = supply.After,
                Surplus = supply.Surplus,
            };
        }
        return wire;
    }

    static Contracts.CommandRejected Rejected(Domain.Allocation.CommandRejected rejected)
    {
        var wire = new Contracts.CommandRejected { Reason = rejected.Reason };
        if (rejected.Command is { } command)
            wire.Command = command;
        if (rejected.Field is { } field)
            wire.Field = field;
        if (rejected.OrderId is { } order)
            wire.OrderId = order;
        if (rejected.LineId is { } line)
            wire.LineId = line;
        return wire;
    }

    static Policy PolicyOf(Domain.Allocation.AllocationPolicy policy)
    {
        var wire = new Policy
        {
            Version = policy.Version,
            FillMode = policy.FillMode == FillMode.Strict ? "strict" : "skip",
            CancellationTtlMs = policy.CancellationTtlMs,
            DedupWindowMs = policy.DedupWindowMs,
            ClosedLineRetentionMs = policy.ClosedLineRetentionMs,
        };
        wire.SiteOrder.AddRange(policy.SiteOrder.Select(site => site.Value));
        wire.SafetyStock.AddRange(WireParts.Write(policy.SafetyStock));
        if (policy.SortsByRequestedDate)
            wire.SortKeys.Add("requestedDate");
        return wire;
    }
}
