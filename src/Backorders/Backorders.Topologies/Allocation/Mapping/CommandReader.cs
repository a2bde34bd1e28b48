using System.Collections.Immutable;
using Backorders.Contracts;
using Backorders.Domain.Allocation;
using FaultBuilder =
    System.Collections.Immutable.ImmutableArray<Backorders.Domain.Allocation.MemberFault>.Builder;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>
/// Reads commands from their wire form. What a member may hold is the allocator's to judge; what the wire cannot type,
/// a date that is none, becomes a fault of its member.
/// </summary>
public static class CommandReader
{
    /// <summary>The command as it was sent.</summary>
    public static AllocationCommand Read(InventoryCommand wire)
    {
        // Made when there are some: hardly any command has faults.
        FaultBuilder? faults = null;
        for (var index = 0; index < wire.Faults.Count; index++)
            Add(ref faults, wire.Faults[index].Member, wire.Faults[index].Reason);
        var command = Body(wire, ref faults);
        return command with
        {
            EventId = wire.HasEventId ? wire.EventId : null,
            Sku = wire.HasSku ? wire.Sku : null,
            OrderId = wire.HasOrderId ? wire.OrderId : null,
            LineId = wire.HasLineId ? wire.LineId : null,
            Faults = faults?.DrainToImmutable() ?? [],
        };
    }

    static AllocationCommand Body(InventoryCommand wire, ref FaultBuilder? faults)
    {
        switch (wire.CommandCase)
        {
            case InventoryCommand.CommandOneofCase.SetPolicy:
                return Policy(wire.SetPolicy);
            case InventoryCommand.CommandOneofCase.PlaceDemand:
                return Place(wire.PlaceDemand, ref faults);
            case InventoryCommand.CommandOneofCase.AmendDemand:
                return Amend(wire.AmendDemand, ref faults);
            case InventoryCommand.CommandOneofCase.CancelDemand:
                var cancel = wire.CancelDemand;
                return new Domain.Orders.CancelDemand
                {
                    Quantity = cancel.HasQuantity ? cancel.Quantity : null,
                    Reason = cancel.HasReason ? cancel.Reason : null,
                };
            case InventoryCommand.CommandOneofCase.ReceiveStock:
                return Receive(wire.ReceiveStock);
            case InventoryCommand.CommandOneofCase.AdjustStock:
                return Adjust(wire.AdjustStock);
            case InventoryCommand.CommandOneofCase.ConfirmShipment:
                var shipment = wire.ConfirmShipment;
                return new Domain.Orders.ConfirmShipment
                {
                    Site = shipment.HasSite ? shipment.Site : null,
                    Quantity = shipment.HasQuantity ? shipment.Quantity : null,
                };
            case InventoryCommand.CommandOneofCase.ExpectSupply:
                return Expect(wire.ExpectSupply, ref faults);
            case InventoryCommand.CommandOneofCase.RescheduleSupply:
                return Reschedule(wire.RescheduleSupply, ref faults);
            case InventoryCommand.CommandOneofCase.CancelSupply:
                var gone = wire.CancelSupply;
                return new Domain.Inventory.CancelSupply { Ref = gone.HasRef ? gone.Ref : null };
            case InventoryCommand.CommandOneofCase.Tick:
                return new Domain.Allocation.Tick();
            case InventoryCommand.CommandOneofCase.Unknown:
                return new Domain.Allocation.UnknownCommand(wire.Unknown.HasType ? wire.Unknown.Type : null);
            default:
                // A newer producer's command: its field is not known here.
                return new Domain.Allocation.UnknownCommand(null);
        }
    }

    static Domain.Allocation.SetPolicy Policy(Contracts.SetPolicy wire) => new()
    {
        Version = wire.HasVersion ? wire.Version : null,
        SiteOrder = [.. wire.SiteOrder],
        SafetyStock = [.. wire.SafetyStock.Select(entry => new SafetyStockEntry(
            entry.HasSite ? entry.Site : null, entry.HasUnits ? entry.Units : null))],
        FillMode = wire.HasFillMode ? wire.FillMode : null,
        SortKeys = [.. wire.SortKeys],
        CancellationTtlMs = wire.HasCancellationTtlMs ? wire.CancellationTtlMs : null,
        DedupWindowMs = wire.HasDedupWindowMs ? wire.DedupWindowMs : null,
        ClosedLineRetentionMs = wire.HasClosedLineRetentionMs ? wire.ClosedLineRetentionMs : null,
    };

    static Domain.Orders.PlaceDemand Place(Contracts.PlaceDemand wire, ref FaultBuilder? faults) =>
        new()
        {
            Quantity = wire.HasQuantity ? wire.Quantity : null,
            PriorityClass = wire.HasPriorityClass ? wire.PriorityClass : null,
            RequestedDate = wire.HasRequestedDate ? Date(wire.RequestedDate, "requestedDate", ref faults) : null,
            Sites = wire.Sites.Count == 0 ? [] : [.. wire.Sites],
            AllowSplit = wire.HasAllowSplit ? wire.AllowSplit : null,
            AllowPartial = wire.HasAllowPartial ? wire.AllowPartial : null,
        };

    static Domain.Orders.AmendDemand Amend(
        Contracts.AmendDemand wire, ref FaultBuilder? faults) => new()
        {
            Quantity = wire.HasQuantity ? wire.Quantity : null,
            PriorityClass = wire.HasPriorityClass ? wire.PriorityClass : null,
            RequestedDate = wire.HasRequestedDate ? Date(wire.RequestedDate, "requestedDate", ref faults) : null,
            ClearRequestedDate = wire.HasRemoveRequestedDate ? wire.RemoveRequestedDate : null,
        };

    static Domain.Inventory.ReceiveStock Receive(Contracts.ReceiveStock wire) => new()
    {
        ReceiptId = wire.HasReceiptId ? wire.ReceiptId : null,
        Site = wire.HasSite ? wire.Site : null,
        Quantity = wire.HasQuantity ? wire.Quantity : null,
        SupplyRef = wire.HasSupplyRef ? wire.SupplyRef : null,
    };

    static Domain.Inventory.AdjustStock Adjust(Contracts.AdjustStock wire) => new()
    {
        AdjustmentId = wire.HasAdjustmentId ? wire.AdjustmentId : null,
        Site = wire.HasSite ? wire.Site : null,
        Delta = wire.HasDelta ? wire.Delta : null,
        Count = wire.HasCount ? wire.Count : null,
        BookOnHand = wire.HasBookOnHand ? wire.BookOnHand : null,
        Reason = wire.HasReason ? wire.Reason : null,
    };

    static Domain.Inventory.ExpectSupply Expect(
        Contracts.ExpectSupply wire, ref FaultBuilder? faults) => new()
        {
            Ref = wire.HasRef ? wire.Ref : null,
            Site = wire.HasSite ? wire.Site : null,
            Quantity = wire.HasQuantity ? wire.Quantity : null,
            Date = wire.HasDate ? Date(wire.Date, "date", ref faults) : null,
        };

    static Domain.Inventory.RescheduleSupply Reschedule(
        Contracts.RescheduleSupply wire, ref FaultBuilder? faults) => new()
        {
            Ref = wire.HasRef ? wire.Ref : null,
            Quantity = wire.HasQuantity ? wire.Quantity : null,
            Date = wire.HasDate ? Date(wire.Date, "date", ref faults) : null,
        };

    static DateOnly? Date(string text, string member, ref FaultBuilder? faults)
    {
        if (Dates.TryRead(text, out var date))
            return date;
        Add(ref faults, member, RejectionReason.InvalidDate);
        return null;
    }

    static void Add(ref FaultBuilder? faults, string member, string reason) =>
        (faults ??= ImmutableArray.CreateBuilder<Domain.Allocation.MemberFault>()).Add(new(member, reason));
}
