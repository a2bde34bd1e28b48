using System.Collections.Immutable;
using Backorders.Contracts;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>The parts that events share, between the domain and the wire.</summary>
static class WireParts
{
    public static Contracts.Rank Write(Domain.Orders.Rank rank)
    {
        var wire = new Contracts.Rank
        {
            PriorityClass = rank.PriorityClass,
            ByRequestedDate = rank.SortsByDate,
            AcceptedSequence = rank.AcceptedSequence,
        };
        if (rank.RequestedDate is { } date)
            wire.RequestedDate = Dates.Write(date);
        return wire;
    }

    public static Domain.Orders.Rank Read(Contracts.Rank wire) => Domain.Orders.Rank.Of(
        wire.PriorityClass,
        wire.HasRequestedDate ? ReadDate(wire.RequestedDate) : null,
        wire.AcceptedSequence,
        wire.ByRequestedDate);

    public static LineQuantities Write(LineCounts counts) => new()
    {
        Quantity = counts.Quantity,
        Allocated = counts.Allocated,
        Backordered = counts.Backordered,
        Shipped = counts.Shipped,
        Cancelled = counts.Cancelled,
    };

    public static LineCounts Read(LineQuantities wire) =>
        new(wire.Quantity, wire.Allocated, wire.Backordered, wire.Shipped, wire.Cancelled);

    public static IEnumerable<Contracts.SiteUnits> Write(ImmutableArray<Domain.Inventory.SiteUnits> sites) =>
        sites.Select(entry => new Contracts.SiteUnits { Site = entry.Site.Value, Units = entry.Units });

    public static ImmutableArray<Domain.Inventory.SiteUnits> Read(IEnumerable<Contracts.SiteUnits> wire) =>
        [.. wire.Select(entry => new Domain.Inventory.SiteUnits(new SiteId(entry.Site), entry.Units))];

    public static IEnumerable<Contracts.SiteFree> Write(ImmutableArray<Domain.Inventory.SiteFree> sites) =>
        sites.Select(entry => new Contracts.SiteFree { Site = entry.Site.Value, Free = entry.Free });

    public static ImmutableArray<Domain.Inventory.SiteFree> Read(IEnumerable<Contracts.SiteFree> wire) =>
        [.. wire.Select(entry => new Domain.Inventory.SiteFree(new SiteId(entry.Site), entry.Free))];

    public static LineRef? Write(OrderLineId? line) =>
        line is { } id ? new LineRef { OrderId = id.OrderId, LineId = id.LineId } : null;

    public static OrderLineId? Read(LineRef? wire) =>
        wire is null ? null : new OrderLineId(wire.OrderId, wire.LineId);

    /// <summary>A date of one of our own events, which was written by <see cref="Dates.Write(DateOnly)"/>.</summary>
    public static DateOnly ReadDate(string text) => Dates.TryRead(text, out var date)
        ? date
        : throw new StreamApps.SerdeException($"'{text}' is no date of the form YYYY-MM-DD");
}
