using Backorders.Topologies.OrderStatus;
using Status = Backorders.Contracts.OrderStatus;

namespace Backorders.Topologies.Tests.OrderStatus;

/// <summary>The order-status topology; decisions are of SKU S unless a test says otherwise.</summary>
sealed class StatusDriver : IDisposable
{
    public StatusDriver()
    {
        Driver = new TopologyTestDriver(
            OrderStatusTopology.Build(), new TestDriverOptions { Errors = Applications.Errors, Start = Times.Start });
        Statuses = Driver.Output(BackordersTopics.OrderStatuses);
    }

    public TopologyTestDriver Driver { get; }

    public TestOutputTopic<string, Status> Statuses { get; }

    public StatusDriver Place(string orderId, params (string Line, long Quantity)[] lines)
    {
        var placed = new OrderPlaced { OrderId = orderId };
        placed.Lines.AddRange(
            lines.Select(line => new OrderLine { LineId = line.Line, Sku = "S", Quantity = line.Quantity }));
        Driver.Input(BackordersTopics.Orders).Pipe(orderId, new OrderEvent { Metadata = new(), Placed = placed });
        return this;
    }

    public StatusDriver Decide(AllocationEvent decision)
    {
        Driver.Input(BackordersTopics.Allocations).Pipe(decision.OrderId, decision);
        return this;
    }

    /// <summary>Lets the interval in which changes are gathered pass.</summary>
    public List<TestRecord<string, Status>> Emitted()
    {
        Driver.AdvanceWallClock(OrderStatusTopology.EmitInterval);
        return [.. Statuses.ReadAll()];
    }

    /// <summary>The one status that the interval gave.</summary>
    public Status EmittedOne() => Emitted().ShouldHaveSingleItem().Value!;

    public static AllocationEvent Accepted(string orderId, string lineId, long quantity, long sequence) =>
        Event(orderId, lineId, sequence, decision => decision.DemandAccepted = new() { After = Waiting(quantity) });

    public static AllocationEvent Allocated(string orderId, string lineId, long quantity, long sequence) => Event(
        orderId, lineId, sequence,
        decision => decision.LineAllocated =
            new() { Units = quantity, After = new() { Quantity = quantity, Allocated = quantity } });

    public static AllocationEvent Shipped(string orderId, string lineId, long quantity, long sequence) => Event(
        orderId, lineId, sequence,
        decision => decision.ShipmentRecorded =
            new() { Units = quantity, After = new() { Quantity = quantity, Shipped = quantity } });

    public static AllocationEvent Rejected(
        string orderId, string lineId, string reason, long sequence, string sku = "S")
    {
        var decision = Event(orderId, lineId, sequence, made => made.CommandRejected = new()
        {
            Command = "PlaceDemand",
            Reason = reason,
            OrderId = orderId,
            LineId = lineId,
        });
        decision.Metadata.Sku = sku;
        return decision;
    }

    public static AllocationEvent Event(string orderId, string lineId, long sequence, Action<AllocationEvent> fill)
    {
        var decision = new AllocationEvent
        {
            Metadata = new() { EventId = $"e-{sequence}", Sku = "S", SkuSequence = sequence },
            OrderId = orderId,
            LineId = lineId,
        };
        fill(decision);
        return decision;
    }

    public static LineQuantities Waiting(long quantity) => new() { Quantity = quantity, Backordered = quantity };

    public void Dispose() => Driver.Dispose();
}
