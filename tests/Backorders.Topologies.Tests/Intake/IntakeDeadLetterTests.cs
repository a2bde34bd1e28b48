namespace Backorders.Topologies.Tests.Intake;

/// <summary>One message that cannot be read must neither stop the shop nor vanish.</summary>
public sealed class IntakeDeadLetterTests
{
    static readonly OrderEvent Order = IntakeDriver.Order("o1", ("1", "A", 2));

    public static TheoryData<string, string?, byte[]?> BadOrders => new()
    {
        { "has no key", null, WireBytes.Of(BackordersTopics.Orders, Order) },
        { "has no key", "", WireBytes.Of(BackordersTopics.Orders, Order) },
        { "'o2' is not the message's order id 'o1'", "o2", WireBytes.Of(BackordersTopics.Orders, Order) },
        { "schema id", "o1", WireBytes.WithWrongSchemaId(BackordersTopics.Orders, Order) },
        { "no OrderEvent", "o1", WireBytes.Truncated(BackordersTopics.Orders, Order) },
        { "no body", "o1", WireBytes.Of(BackordersTopics.Orders, new OrderEvent { Metadata = Order.Metadata }) },
        { "no metadata", "o1", WireBytes.Of(BackordersTopics.Orders, new OrderEvent { Placed = Order.Placed }) },
        { "no body", "o1", null },
    };

    [Theory]
    [MemberData(nameof(BadOrders))]
    public void When_an_order_cannot_be_taken_Should_be_a_dead_letter_and_go_on(
        string reason, string? key, byte[]? value)
    {
        using var intake = new IntakeDriver();
        var orders = intake.Driver.Input(BackordersTopics.Orders);
        orders.PipeBytes(key is null ? null : System.Text.Encoding.UTF8.GetBytes(key), value, Times.StartMs);
        var letter = intake.DeadLetters.ShouldSay(reason, BackordersTopics.Orders.Name, 0);
        letter.Value.ShouldBe(value);
        intake.NewCommands().ShouldBeEmpty();
        intake.Place(Order).NewCommands().Count.ShouldBe(1);
        intake.DeadLetters.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "has no key")]
    [InlineData("B", "'B' is not the message's SKU 'A'")]
    public void When_a_receipt_is_not_under_its_sku_Should_be_a_dead_letter(string? key, string reason)
    {
        using var intake = new IntakeDriver();
        intake.Driver.Input(BackordersTopics.Receipts).Pipe(key, new ReceiptEvent
        {
            Metadata = IntakeDriver.Metadata("r"),
            Sku = "A",
            Received = new() { ReceiptId = "R", Site = "HUB", Quantity = 1 },
        });
        intake.DeadLetters.ShouldSay(reason, BackordersTopics.Receipts.Name, 0);
        intake.NewCommands().ShouldBeEmpty();
    }

    /// <summary>
    /// An aborted transaction takes the dead letter back with all else, so that it is not there twice.
    /// </summary>
    [Fact]
    public void When_the_transaction_aborts_Should_leave_no_dead_letter_behind()
    {
        using var driver = new TopologyTestDriver(
            Topologies.Intake.IntakeTopology.Build(new() { CommandPartitions = 1 }),
            new TestDriverOptions { Errors = Applications.Errors, CommitEachRecord = false, Start = Times.Start });
        driver.Input(BackordersTopics.Orders).Pipe("wrong", Order);
        driver.Abort();
        driver.DeadLetters().IsEmpty.ShouldBeTrue();
        driver.Resume();
        driver.Commit();
        driver.DeadLetters().ReadAll().Count.ShouldBe(1);
    }
}
