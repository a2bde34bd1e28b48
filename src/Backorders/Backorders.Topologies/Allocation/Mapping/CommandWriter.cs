using Backorders.Contracts;
using Backorders.Domain.Allocation;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>
/// Writes commands in their wire form; the inverse of <see cref="CommandReader"/>. Text that is not well-formed Unicode
/// has no wire form: such a member is left out where it is required, which is refused in the same way, and is written
/// as a fault where it is optional.
/// </summary>
public static class CommandWriter
{
    /// <summary>The command as it is sent.</summary>
    /// <param name="command">The command.</param>
    /// <param name="occurredAt">Its log time in ms since 1970-01-01T00:00Z.</param>
    public static InventoryCommand Write(AllocationCommand command, long occurredAt)
    {
        ArgumentNullException.ThrowIfNull(command);
        command = WellFormedText.Of(command);
        var wire = new InventoryCommand { OccurredAtUnixMs = occurredAt };
        if (command.EventId is { } id)
            wire.EventId = id;
        if (command.Sku is { } sku)
            wire.Sku = sku;
        if (command.OrderId is { } order)
            wire.OrderId = order;
        if (command.LineId is { } line)
            wire.LineId = line;
        foreach (var fault in command.Faults)
            wire.Faults.Add(new Contracts.MemberFault { Member = fault.Member, Reason = fault.Reason });
        WriteBody(command, wire);
        return wire;
    }

    static void WriteBody(AllocationCommand command, InventoryCommand wire)
    {
        switch (command)
        {
            case Domain.Allocation.SetPolicy policy:
                wire.SetPolicy = Policy(policy);
                break;
            case Domain.Orders.PlaceDemand place:
                wire.PlaceDemand = Place(place);
                break;
            case Domain.Orders.AmendDemand amend:
                wire.AmendDemand = Amend(amend);
                break;
            case Domain.Orders.CancelDemand cancel:
                wire.CancelDemand = Cancel(cancel);
                break;
            case Domain.Inventory.ReceiveStock receive:
                wire.ReceiveStock = Receive(receive);
                break;
            case Domain.Inventory.AdjustStock adjust:
                wire.AdjustStock = Adjust(adjust);
                break;
            case Domain.Orders.ConfirmShipment shipment:
                wire.ConfirmShipment = Ship(shipment);
                break;
            case Domain.Inventory.ExpectSupply expect:
                wire.ExpectSupply = Expect(expect);
                break;
            case Domain.Inventory.RescheduleSupply reschedule:
                wire.RescheduleSupply = Reschedule(reschedule);
                break;
            case Domain.Inventory.CancelSupply cancel:
                wire.CancelSupply = new();
                if (cancel.Ref is { } gone)
                    wire.CancelSupply.Ref = gone;
                break;
            case Domain.Allocation.Tick:
                wire.Tick = new();
                break;
            default:
                wire.Unknown = new();
                if (command.Type is { } type)
                    wire.Unknown.Type = type;
                break;
        }
    }

    static Contracts.SetPolicy Policy(Domain.Allocation.SetPolicy policy)
    {
        var wire = new Contracts.SetPolicy();
        if (policy.Version is { } version)
            wire.Version = version;
        wire.SiteOrder.AddRange(policy.SiteOrder);
        foreach (var entry in policy.SafetyStock)
        {
            var safety = new SafetyStock();
            if (entry.Site is { } site)
                safety.Site = site;
            if (entry.Units is { } units)
                safety.Units = units;
            wire.SafetyStock.Add(safety);
        }
        if (policy.FillMode is { } mode)
            wire.FillMode = mode;
        wire.SortKeys.AddRange(policy.SortKeys);
        if (policy.CancellationTtlMs is { } ttl)
            wire.CancellationTtlMs = ttl;
        if (policy.DedupWindowMs is { } window)
            wire.DedupWindowMs = window;
        if (policy.ClosedLineRetentionMs is { } retention)
            wire.ClosedLineRetentionMs = retention;
        return wire;
    }

    static Contracts.PlaceDemand Place(Domain.Orders.PlaceDemand place)
    {
        var wire = new Contracts.PlaceDemand();
        if (place.Quantity is { } quantity)
            wire.Quantity = quantity;
        if (place.PriorityClass is { } priority)
            wire.PriorityClass = priority;
        if (place.RequestedDate is { } date)
            wire.RequestedDate = Dates.Write(date);
        wire.Sites.AddRange(place.Sites);
        if (place.AllowSplit is { } split)
            wire.AllowSplit = split;
        if (place.AllowPartial is { } partial)
            wire.AllowPartial = partial;
        return wire;
    }

    static Contracts.AmendDemand Amend(Domain.Orders.AmendDemand amend)
    {
        var wire = new Contracts.AmendDemand();
        if (amend.Quantity is { } quantity)
            wire.Quantity = quantity;
        if (amend.PriorityClass is { } priority)
            wire.PriorityClass = priority;
        if (amend.RequestedDate is { } date)
            wire.RequestedDate = Dates.Write(date);
        if (amend.ClearRequestedDate is { } clear)
            wire.RemoveRequestedDate = clear;
        return wire;
    }

    static Contracts.CancelDemand Cancel(Domain.Orders.CancelDemand cancel)
    {
        var wire = new Contracts.CancelDemand();
        if (cancel.Quantity is { } quantity)
            wire.Quantity = quantity;
        if (cancel.Reason is { } reason)
            wire.Reason = reason;
        return wire;
    }

    static Contracts.ReceiveStock Receive(Domain.Inventory.ReceiveStock receive)
    {
        var wire = new Contracts.ReceiveStock();
        if (receive.ReceiptId is { } id)
            wire.ReceiptId = id;
        if (receive.Site is { } site)
            wire.Site = site;
        if (receive.Quantity is { } quantity)
            wire.Quantity = quantity;
        if (receive.SupplyRef is { } supply)
            wire.SupplyRef = supply;
        return wire;
    }

    static Contracts.AdjustStock Adjust(Domain.Inventory.AdjustStock adjust)
    {
        var wire = new Contracts.AdjustStock();
        if (adjust.AdjustmentId is { } id)
            wire.AdjustmentId = id;
        if (adjust.Site is { } site)
            wire.Site = site;
        if (adjust.Delta is { } delta)
            wire.Delta = delta;
        if (adjust.Count is { } count)
            wire.Count = count;
        if (adjust.BookOnHand is { } book)
            wire.BookOnHand = book;
        if (adjust.Reason is { } reason)
            wire.Reason = reason;
        return wire;
    }

    static Contracts.ConfirmShipment Ship(Domain.Orders.ConfirmShipment shipment)
    {
        var wire = new Contracts.ConfirmShipment();
        if (shipment.Site is { } site)
            wire.Site = site;
        if (shipment.Quantity is { } quantity)
            wire.Quantity = quantity;
        return wire;
    }

    static Contracts.ExpectSupply Expect(Domain.Inventory.ExpectSupply expect)
    {
        var wire = new Contracts.ExpectSupply();
        if (expect.Ref is { } id)
            wire.Ref = id;
        if (expect.Site is { } site)
            wire.Site = site;
        if (expect.Quantity is { } quantity)
            wire.Quantity = quantity;
        if (expect.Date is { } date)
            wire.Date = Dates.Write(date);
        return wire;
    }

    static Contracts.RescheduleSupply Reschedule(Domain.Inventory.RescheduleSupply reschedule)
    {
        var wire = new Contracts.RescheduleSupply();
        if (reschedule.Ref is { } id)
            wire.Ref = id;
        if (reschedule.Quantity is { } quantity)
            wire.Quantity = quantity;
        if (reschedule.Date is { } date)
            wire.Date = Dates.Write(date);
        return wire;
    }
}
