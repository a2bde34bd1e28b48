using Backorders.Topologies.Intake;

namespace Backorders.Topologies.Tests.Intake;

/// <summary>
/// Stock that does not arrive in the log cannot be promised; a policy that misses a partition is two policies.
/// </summary>
public sealed class StockIntakeTests
{
    [Fact]
    public void When_stock_messages_come_Should_become_commands_of_their_sku()
    {
        using var intake = new IntakeDriver();
        var receipts = intake.Driver.Input(BackordersTopics.Receipts);
        receipts.Pipe(
            "A", Receipt("r1", new StockReceived { ReceiptId = "R", Site = "HUB", Quantity = 4, SupplyRef = "P" }));
        receipts.Pipe("A", new ReceiptEvent
        {
            Metadata = IntakeDriver.Metadata("r2"),
            Sku = "A",
            Expected = new() { Ref = "P", Site = "HUB", Quantity = 4, Date = "2026-02-01" },
        });
        receipts.Pipe("A", new ReceiptEvent
        {
            Metadata = IntakeDriver.Metadata("r3"),
            Sku = "A",
            Rescheduled = new() { Ref = "P", Date = "2026-03-01" },
        });
        receipts.Pipe(
            "A",
            new ReceiptEvent { Metadata = IntakeDriver.Metadata("r4"), Sku = "A", Cancelled = new() { Ref = "P" } });
        receipts.Pipe("A", new ReceiptEvent { Metadata = IntakeDriver.Metadata("r5"), Sku = "A" });
        intake.Driver.Input(BackordersTopics.StockAdjustments).Pipe("A", new StockAdjusted
        {
            Metadata = IntakeDriver.Metadata("a1"),
            Sku = "A",
            AdjustmentId = "J",
            Site = "HUB",
            Count = 3,
            BookOnHand = 4,
            Reason = "count",
        });

        var commands = intake.NewCommands();
        commands.Select(command => command.EventId).ShouldBe(["r1", "r2", "r3", "r4", "r5", "a1"]);
        commands[0].ReceiveStock.ShouldBe(
            new ReceiveStock { ReceiptId = "R", Site = "HUB", Quantity = 4, SupplyRef = "P" });
        commands[1].ExpectSupply.ShouldBe(
            new ExpectSupply { Ref = "P", Site = "HUB", Quantity = 4, Date = "2026-02-01" });
        commands[2].RescheduleSupply.ShouldBe(new RescheduleSupply { Ref = "P", Date = "2026-03-01" });
        commands[3].CancelSupply.ShouldBe(new CancelSupply { Ref = "P" });
        commands[4].CommandCase.ShouldBe(
            InventoryCommand.CommandOneofCase.Unknown, "the allocator refuses it with its id");
        commands[5].AdjustStock.ShouldBe(new AdjustStock
        {
            AdjustmentId = "J",
            Site = "HUB",
            Count = 3,
            BookOnHand = 4,
            Reason = "count",
        });
    }

    [Fact]
    public void When_the_default_policy_comes_Should_be_written_to_every_partition()
    {
        using var intake = new IntakeDriver();
        intake.Driver.Input(BackordersTopics.Policies).Pipe("*", Policy("*"));
        var sent = intake.Commands.ReadAll();
        sent.Select(record => record.Partition).ShouldBe(Enumerable.Range(0, IntakeDriver.CommandPartitions));
        sent.ShouldAllBe(record => record.Key == "*" && record.Value!.SetPolicy.Version == 7);
        sent[0].Value!.SetPolicy.ShouldBe(new SetPolicy { Version = 7, SiteOrder = { "HUB" }, FillMode = "strict" });
    }

    [Fact]
    public void When_a_policy_of_a_sku_comes_Should_be_written_to_its_partition_only()
    {
        using var intake = new IntakeDriver();
        intake.Driver.Input(BackordersTopics.Policies).Pipe("A", Policy("A"));
        intake.Driver.Input(BackordersTopics.Policies).Pipe("A", null);
        intake.Commands.ReadAll().ShouldHaveSingleItem().Key.ShouldBe("A");
        intake.DeadLetters.IsEmpty.ShouldBeTrue("a tombstone of the compacted topic is no mistake");
    }

    /// <summary>A clock that is wrong by years would expire every reservation of its partition.</summary>
    [Fact]
    public void When_business_time_is_far_ahead_Should_be_bounded_and_say_by_how_much()
    {
        using var intake = new IntakeDriver();
        var hour = (long)new IntakeOptions { CommandPartitions = 1 }.MaxAhead.TotalMilliseconds;
        Receive(intake, "near", hour);
        Receive(intake, "far", 400 * Times.DayMs);
        Receive(intake, "past", -400 * Times.DayMs);
        intake.NewCommands().Select(command => (command.OccurredAtUnixMs - Times.StartMs, command.BoundedByMs))
            .ShouldBe(
            [(hour, 0), (hour, (400 * Times.DayMs) - hour), (-400 * Times.DayMs, 0)]);
    }

    static void Receive(IntakeDriver intake, string id, long ahead)
    {
        var receipt = Receipt(id, new StockReceived { ReceiptId = id, Site = "HUB", Quantity = 1 });
        receipt.Metadata.OccurredAtUnixMs += ahead;
        intake.Driver.Input(BackordersTopics.Receipts).Pipe("A", receipt);
    }

    static ReceiptEvent Receipt(string id, StockReceived received) =>
        new() { Metadata = IntakeDriver.Metadata(id), Sku = "A", Received = received };

    static AllocationPolicy Policy(string sku) => new()
    {
        Metadata = IntakeDriver.Metadata("policy"),
        Sku = sku,
        Policy = new Policy { Version = 7, SiteOrder = { "HUB" }, FillMode = "strict" },
    };
}
