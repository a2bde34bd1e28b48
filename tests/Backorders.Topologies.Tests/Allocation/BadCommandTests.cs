namespace Backorders.Topologies.Tests.Allocation;

/// <summary>What is wrong is said, under its id, and the next order is served.</summary>
public sealed class BadCommandTests
{
    [Theory]
    [InlineData(0, "quantity_not_positive")]
    [InlineData(-3, "quantity_not_positive")]
    public void When_a_quantity_is_no_quantity_Should_be_rejected_with_its_order(long quantity, string reason)
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", quantity);
        var rejected = allocation.Allocations.ReadAll().ShouldHaveSingleItem();
        rejected.Key.ShouldBe("o1");
        rejected.Value!.CommandRejected.ShouldBe(new CommandRejected
        {
            Command = "PlaceDemand",
            Reason = reason,
            Field = "quantity",
            OrderId = "o1",
            LineId = "1",
        });
        allocation.OpenBackorders.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void When_a_site_is_not_known_Should_be_rejected_as_a_stock_event()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Receive(3, "MARS");
        var rejected = allocation.StockEvents.ReadAll()[^1];
        (rejected.Key, rejected.Value!.CommandRejected.Reason).ShouldBe(("S", "unknown_site"));
        allocation.Exceptions.Read().Value!.Detail.ShouldContain("unknown_site");
    }

    /// <summary>A message that is delivered twice must not reserve twice.</summary>
    [Fact]
    public void When_an_event_id_repeats_Should_state_nothing()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Receive(10);
        var place = new InventoryCommand
        {
            EventId = "same",
            OrderId = "o1",
            LineId = "1",
            PlaceDemand = new() { Quantity = 2 },
        };
        allocation.Send(place);
        allocation.NewTypes().ShouldBe(["DemandAccepted", "LineAllocated"]);
        allocation.Send(place.Clone());
        allocation.NewTypes().ShouldBeEmpty();
        allocation.DeadLetters.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void When_the_key_is_not_the_sku_Should_be_a_dead_letter_and_go_on()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy();
        var command = new InventoryCommand
        {
            EventId = "x",
            Sku = "S",
            ReceiveStock = new() { ReceiptId = "R", Site = "HUB", Quantity = 1 },
        };
        allocation.Commands.Pipe(null, command);
        allocation.Commands.Pipe("T", command);
        allocation.Commands.PipeBytes(
            "S"u8.ToArray(), WireBytes.WithWrongSchemaId(BackordersTopics.InventoryCommands, command), Times.StartMs);
        allocation.Commands.PipeBytes("S"u8.ToArray(), [1, 2, 3], Times.StartMs);
        allocation.Commands.Pipe("S", null);

        var log = BackordersTopics.InventoryCommands.Name;
        allocation.DeadLetters.ShouldSay("has no key", log, 1);
        allocation.DeadLetters.ShouldSay("'T' is not the command's SKU 'S'", log, 2);
        allocation.DeadLetters.ShouldSay("schema id", log, 3);
        allocation.DeadLetters.Read().Value.ShouldBe([1, 2, 3]);
        allocation.DeadLetters.ShouldSay("no value", log, 5);
        allocation.StockEvents.ReadAll().Count.ShouldBe(1, "only the policy");
        allocation.Send(command.Clone());
        allocation.StockEvents.Read().Value!.StockChanged.OnHandAfter.ShouldBe(1);
    }
}
