using Backorders.Topologies.Intake;

namespace Backorders.Topologies.Tests.Intake;

/// <summary>The intake topology with its inputs and outputs.</summary>
sealed class IntakeDriver : IDisposable
{
    public const int CommandPartitions = 3;

    public IntakeDriver()
    {
        Driver = new TopologyTestDriver(
            IntakeTopology.Build(new IntakeOptions { CommandPartitions = CommandPartitions }),
            new TestDriverOptions { Errors = Applications.Errors, Start = Times.Start });
        Commands = Driver.Output(BackordersTopics.InventoryCommands);
        Exceptions = Driver.Output(BackordersTopics.Exceptions);
        DeadLetters = Driver.DeadLetters();
    }

    public TopologyTestDriver Driver { get; }

    public TestOutputTopic<string, InventoryCommand> Commands { get; }

    public TestOutputTopic<string, BusinessException> Exceptions { get; }

    public TestOutputTopic<byte[], byte[]> DeadLetters { get; }

    /// <summary>The commands that were not read yet.</summary>
    public List<InventoryCommand> NewCommands() => [.. Commands.ReadAll().Select(record => record.Value!)];

    public IntakeDriver Place(OrderEvent order)
    {
        Driver.Input(BackordersTopics.Orders).Pipe(order.Placed.OrderId, order);
        return this;
    }

    public IntakeDriver Amend(OrderAmended amended, string eventId, long time = 0)
    {
        Driver.Input(BackordersTopics.Orders).Pipe(
            amended.OrderId, new OrderEvent { Metadata = Metadata(eventId, time), Amended = amended });
        return this;
    }

    public IntakeDriver Cancel(string orderId, string? lineId, string eventId, long time = 0, string? reason = null)
    {
        var cancellation = new CancellationRequested { Metadata = Metadata(eventId, time), OrderId = orderId };
        if (lineId is not null)
            cancellation.LineId = lineId;
        if (reason is not null)
            cancellation.Reason = reason;
        Driver.Input(BackordersTopics.Cancellations).Pipe(orderId, cancellation);
        return this;
    }

    /// <summary>An order whose event id is <c>place-</c> and its id.</summary>
    public static OrderEvent Order(string orderId, params (string Line, string Sku, long Quantity)[] lines)
    {
        var placed = new OrderPlaced { OrderId = orderId };
        placed.Lines.AddRange(lines.Select(line =>
            new OrderLine { LineId = line.Line, Sku = line.Sku, Quantity = line.Quantity }));
        return new OrderEvent { Metadata = Metadata($"place-{orderId}"), Placed = placed };
    }

    /// <summary>Metadata at so many milliseconds after the start.</summary>
    public static MessageMetadata Metadata(string eventId, long time = 0) =>
        new() { EventId = eventId, OccurredAtUnixMs = Times.StartMs + time, CorrelationId = "shop" };

    public void Dispose() => Driver.Dispose();
}
