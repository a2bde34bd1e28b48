using Backorders.Contracts;
using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;
using StreamApps;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>Reads the allocator's events back from their wire form, for whoever checks them.</summary>
public static class EventReader
{
    /// <summary>An event of the topic of allocations.</summary>
    /// <exception cref="SerdeException">It has no body that this version knows.</exception>
    public static Domain.Allocation.AllocationEvent Read(Contracts.AllocationEvent wire)
    {
        var header = Header(wire.Metadata);
        var line = new OrderLineId(wire.OrderId, wire.LineId);
        switch (wire.EventCase)
        {
            case Contracts.AllocationEvent.EventOneofCase.DemandAccepted:
                return Accepted(header, line, wire.DemandAccepted);
            case Contracts.AllocationEvent.EventOneofCase.LineAllocated:
                var a = wire.LineAllocated;
                return new Domain.Orders.LineAllocated(
                    header, line, WireParts.Read(a.Rank), a.Units, WireParts.Read(a.Sites), WireParts.Read(a.Seen),
                    WireParts.Read(a.Ahead), WireParts.Read(a.Before), WireParts.Read(a.After));
            case Contracts.AllocationEvent.EventOneofCase.BackorderFilled:
                var f = wire.BackorderFilled;
                return new Domain.Orders.BackorderFilled(
                    header, line, WireParts.Read(f.Rank), f.Units, WireParts.Read(f.Sites), WireParts.Read(f.Seen),
                    WireParts.Read(f.Ahead), WireParts.Read(f.Before), WireParts.Read(f.After));
            case Contracts.AllocationEvent.EventOneofCase.LinePassedOver:
                var p = wire.LinePassedOver;
                return new Domain.Orders.LinePassedOver(
                    header, line, WireParts.Read(p.Rank), p.Needed, WireParts.Read(p.Seen),
                    WireParts.Read(p.By)!.Value);
            case Contracts.AllocationEvent.EventOneofCase.LineBackordered:
                var b = wire.LineBackordered;
                return new Domain.Orders.LineBackordered(
                    header, line, WireParts.Read(b.Rank), b.Units, WireParts.Read(b.Seen), WireParts.Read(b.Ahead));
            case Contracts.AllocationEvent.EventOneofCase.AllocationReleased:
                var r = wire.AllocationReleased;
                return new Domain.Orders.AllocationReleased(
                    header, line, r.Cause, r.Units, WireParts.Read(r.Sites), WireParts.Read(r.Before),
                    WireParts.Read(r.After));
            case Contracts.AllocationEvent.EventOneofCase.AllocationRevoked:
                var v = wire.AllocationRevoked;
                return new Domain.Orders.AllocationRevoked(
                    header, line, WireParts.Read(v.Rank), v.Cause, new SiteId(v.Site), v.Units, WireParts.Read(v.Sites),
                    WireParts.Read(v.Before), WireParts.Read(v.After));
            case Contracts.AllocationEvent.EventOneofCase.CommandRejected:
                return Rejected(header, wire.CommandRejected);
            default:
                return ReadChange(wire, header, line);
        }
    }

    /// <summary>An event of the topic of stock events.</summary>
    /// <exception cref="SerdeException">It has no body that this version knows.</exception>
    public static Domain.Allocation.AllocationEvent Read(StockEvent wire)
    {
        var header = Header(wire.Metadata);
        switch (wire.EventCase)
        {
            case StockEvent.EventOneofCase.StockChanged:
                var c = wire.StockChanged;
                var supply = c.Supply is { } s
                    ? new SupplyReceived(s.Ref, s.Known, s.Before, s.After, s.Surplus)
                    : null;
                return new Domain.Inventory.StockChanged(
                    header, new SiteId(c.Site), c.Cause, c.Reference, c.HasReason ? c.Reason : null, c.Delta,
                    c.OnHandBefore, c.OnHandAfter, supply);
            case StockEvent.EventOneofCase.StockDiscrepancy:
                var d = wire.StockDiscrepancy;
                return new Domain.Inventory.StockDiscrepancy(header, new SiteId(d.Site), d.Cause, d.Reference, d.Units);
            case StockEvent.EventOneofCase.SupplyExpected:
                var e = wire.SupplyExpected;
                return new Domain.Inventory.SupplyExpected(
                    header, e.Ref, new SiteId(e.Site), e.Quantity, WireParts.ReadDate(e.Date));
            case StockEvent.EventOneofCase.SupplyRescheduled:
                var m = wire.SupplyRescheduled;
                return new Domain.Inventory.SupplyRescheduled(
                    header, m.Ref, new SiteId(m.Site), m.OldQuantity, m.NewQuantity, WireParts.ReadDate(m.OldDate),
                    WireParts.ReadDate(m.NewDate));
            case StockEvent.EventOneofCase.SupplyCancelled:
                var g = wire.SupplyCancelled;
                return new Domain.Inventory.SupplyCancelled(
                    header, g.Ref, new SiteId(g.Site), g.Quantity, WireParts.ReadDate(g.Date));
            case StockEvent.EventOneofCase.SupplyOverdue:
                var o = wire.SupplyOverdue;
                return new Domain.Inventory.SupplyOverdue(
                    header, o.Ref, new SiteId(o.Site), o.Quantity, WireParts.ReadDate(o.Date));
            case StockEvent.EventOneofCase.PolicyChanged:
                return new Domain.Allocation.PolicyChanged(header, PolicyOf(wire.PolicyChanged.Policy));
            case StockEvent.EventOneofCase.CommandRejected:
                return Rejected(header, wire.CommandRejected);
            default:
                throw new SerdeException($"stock event {wire.Metadata.EventId} has no body that this version knows");
        }
    }

    static Domain.Allocation.AllocationEvent ReadChange(
        Contracts.AllocationEvent wire, EventHeader header, OrderLineId line)
    {
        switch (wire.EventCase)
        {
            case Contracts.AllocationEvent.EventOneofCase.DemandCancelled:
                var c = wire.DemandCancelled;
                return new Domain.Orders.DemandCancelled(
                    header, line, c.Units, c.Excess, c.Reason, c.HasCancellationEventId ? c.CancellationEventId : null,
                    c.HasPendedOffset ? c.PendedOffset : null, WireParts.Read(c.Before), WireParts.Read(c.After));
            case Contracts.AllocationEvent.EventOneofCase.DemandAmended:
                var a = wire.DemandAmended;
                return new Domain.Orders.DemandAmended(
                    header, line, a.OldPriorityClass, a.NewPriorityClass,
                    a.HasOldRequestedDate ? WireParts.ReadDate(a.OldRequestedDate) : null,
                    a.HasNewRequestedDate ? WireParts.ReadDate(a.NewRequestedDate) : null,
                    WireParts.Read(a.OldRank), WireParts.Read(a.NewRank), WireParts.Read(a.Before),
                    WireParts.Read(a.After));
            case Contracts.AllocationEvent.EventOneofCase.ShipmentRecorded:
                var s = wire.ShipmentRecorded;
                return new Domain.Orders.ShipmentRecorded(
                    header, line, new SiteId(s.Site), s.Units, s.Unplanned, s.OnHandBefore, s.OnHandAfter,
                    WireParts.Read(s.Before), WireParts.Read(s.After));
            case Contracts.AllocationEvent.EventOneofCase.UnmatchedShipment:
                var u = wire.UnmatchedShipment;
                return new Domain.Orders.UnmatchedShipment(
                    header, line, new SiteId(u.Site), u.Units, u.OnHandBefore, u.OnHandAfter);
            case Contracts.AllocationEvent.EventOneofCase.CancellationPended:
                var p = wire.CancellationPended;
                return new Domain.Orders.CancellationPended(
                    header, line, p.HasQuantity ? p.Quantity : null, p.Reason, p.PendedOffset, p.ExpiresAtUnixMs);
            case Contracts.AllocationEvent.EventOneofCase.UnmatchedCancellation:
                var n = wire.UnmatchedCancellation;
                return new Domain.Orders.UnmatchedCancellation(
                    header, line, n.HasQuantity ? n.Quantity : null, n.Reason, n.CancellationEventId,
                    n.PendedOffset, n.Cause);
            default:
                return ReadPromise(wire, header, line);
        }
    }

    static Domain.Allocation.AllocationEvent ReadPromise(
        Contracts.AllocationEvent wire, EventHeader header, OrderLineId line)
    {
        switch (wire.EventCase)
        {
            case Contracts.AllocationEvent.EventOneofCase.PromiseSet:
                var s = wire.PromiseSet;
                return new Domain.Promising.PromiseSet(
                    header, line, WireParts.Read(s.Rank), WireParts.ReadDate(s.Date), s.Cause);
            case Contracts.AllocationEvent.EventOneofCase.PromiseChanged:
                var c = wire.PromiseChanged;
                return new Domain.Promising.PromiseChanged(
                    header, line, WireParts.Read(c.Rank), WireParts.ReadDate(c.Old), WireParts.ReadDate(c.New),
                    c.Cause);
            case Contracts.AllocationEvent.EventOneofCase.PromiseWithdrawn:
                var w = wire.PromiseWithdrawn;
                return new Domain.Promising.PromiseWithdrawn(
                    header, line, WireParts.Read(w.Rank), WireParts.ReadDate(w.Old), w.Cause);
            case Contracts.AllocationEvent.EventOneofCase.PromiseBroken:
                var b = wire.PromiseBroken;
                return new Domain.Promising.PromiseBroken(
                    header, line, WireParts.Read(b.Rank), WireParts.ReadDate(b.Date), b.Cause);
            default:
                throw new SerdeException(
                    $"allocation event {wire.Metadata.EventId} has no body that this version knows");
        }
    }

    static Domain.Orders.DemandAccepted Accepted(
        EventHeader header, OrderLineId line, Contracts.DemandAccepted wire) => new(
        header,
        line,
        wire.PriorityClass,
        wire.HasRequestedDate ? WireParts.ReadDate(wire.RequestedDate) : null,
        [.. wire.Sites.Select(site => new SiteId(site))],
        wire.AllowSplit,
        wire.AllowPartial,
        WireParts.Read(wire.Rank),
        WireParts.Read(wire.Before),
        WireParts.Read(wire.After));

    static Domain.Allocation.CommandRejected Rejected(EventHeader header, Contracts.CommandRejected wire) => new(
        header,
        wire.HasCommand ? wire.Command : null,
        wire.Reason,
        wire.HasField ? wire.Field : null,
        wire.HasOrderId ? wire.OrderId : null,
        wire.HasLineId ? wire.LineId : null);

    static Domain.Allocation.AllocationPolicy PolicyOf(Policy wire) => new()
    {
        Version = wire.Version,
        SiteOrder = [.. wire.SiteOrder.Select(site => new SiteId(site))],
        SafetyStock = WireParts.Read(wire.SafetyStock),
        FillMode = string.Equals(wire.FillMode, "strict", StringComparison.Ordinal) ? FillMode.Strict : FillMode.Skip,
        SortsByRequestedDate = wire.SortKeys.Count > 0,
        CancellationTtlMs = wire.CancellationTtlMs,
        DedupWindowMs = wire.DedupWindowMs,
        ClosedLineRetentionMs = wire.ClosedLineRetentionMs,
    };

    static EventHeader Header(EventMetadata wire) => new(
        new Domain.Allocation.LogPosition(wire.Partition, wire.Offset),
        wire.Index,
        new Sku(wire.Sku),
        wire.SkuSequence,
        wire.LogTimeUnixMs,
        wire.HasCausationId ? wire.CausationId : null,
        string.Equals(wire.PolicyScope, EventMetadataWriter.SkuScope, StringComparison.Ordinal),
        wire.PolicyVersion);
}
