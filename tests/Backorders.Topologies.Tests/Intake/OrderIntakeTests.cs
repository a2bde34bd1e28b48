namespace Backorders.Topologies.Tests.Intake;

/// <summary>A line that does not arrive in its SKU's log is never allocated, and nobody would know.</summary>
public sealed class OrderIntakeTests
{
    [Fact]
    public void When_an_order_has_lines_Should_send_each_to_the_log_of_its_sku()
    {
        using var intake = new IntakeDriver();
        var order = IntakeDriver.Order("o1", ("1", "A", 2), ("2", "B", 3));
        order.Placed.PriorityClass = 10;
        order.Placed.RequestedDate = "2026-02-01";
        order.Placed.Lines[1].AllowSplit = true;
        order.Placed.Lines[1].Sites.Add("HUB");
        intake.Place(order);

        var sent = intake.Commands.ReadAll();
        sent.Select(record => record.Key).ShouldBe(["A", "B"]);
        var (first, second) = (sent[0].Value!, sent[1].Value!);
        first.EventId.ShouldBe("place-o1/1");
        (first.OrderId, first.LineId, first.Sku).ShouldBe(("o1", "1", "A"));
        first.OccurredAtUnixMs.ShouldBe(Times.StartMs);
        (first.CausationId, first.CorrelationId).ShouldBe(("place-o1", "shop"));
        first.PlaceDemand.ShouldBe(new PlaceDemand { Quantity = 2, PriorityClass = 10, RequestedDate = "2026-02-01" });
        second.PlaceDemand.AllowSplit.ShouldBeTrue();
        second.PlaceDemand.Sites.ShouldBe(["HUB"]);
        second.OrderRank.ShouldBe(first.OrderRank, "ranks of two partitions compare only when they are the order's");
        first.OrderRank.ShouldBe(new OrderRank
        {
            PriorityClass = 10,
            RequestedDate = "2026-02-01",
            AcceptedAtUnixMs = Times.StartMs,
            OrderId = "o1",
        });
    }

    [Fact]
    public void When_a_whole_order_is_cancelled_Should_cancel_every_line()
    {
        using var intake = new IntakeDriver();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2), ("2", "B", 3)));
        intake.Place(IntakeDriver.Order("o11", ("1", "C", 1)));
        intake.NewCommands();

        intake.Cancel("o1", null, "cancel", reason: "customer");

        var cancelled = intake.NewCommands();
        cancelled.Select(command => (command.Sku, command.LineId, command.EventId))
            .ShouldBe([("A", "1", "cancel/1"), ("B", "2", "cancel/2")]);
        cancelled.ShouldAllBe(
            command => command.CancelDemand.Reason == "customer" && !command.CancelDemand.HasQuantity);
    }

    [Fact]
    public void When_a_line_is_amended_Should_send_only_what_changes()
    {
        using var intake = new IntakeDriver();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2)));
        intake.NewCommands();
        intake.Amend(new OrderAmended { OrderId = "o1", LineId = "1", Quantity = 5 }, "amend");
        var command = intake.NewCommands().ShouldHaveSingleItem();
        (command.Sku, command.EventId).ShouldBe(("A", "amend"));
        command.AmendDemand.ShouldBe(new AmendDemand { Quantity = 5, RemoveRequestedDate = false });
    }

    [Fact]
    public void When_goods_of_a_known_line_left_Should_send_the_shipment_to_its_sku()
    {
        using var intake = new IntakeDriver();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2)));
        intake.NewCommands();
        Ship(intake, "o1", "1");
        var command = intake.NewCommands().ShouldHaveSingleItem();
        command.Sku.ShouldBe("A");
        command.ConfirmShipment.ShouldBe(new ConfirmShipment { Site = "HUB", Quantity = 2 });
    }

    /// <summary>Nothing may be dropped in silence: a person must see what could not be routed.</summary>
    [Fact]
    public void When_a_line_is_not_known_Should_state_an_exception()
    {
        using var intake = new IntakeDriver();
        intake.Amend(new OrderAmended { OrderId = "o1", LineId = "1", Quantity = 5 }, "amend");
        Ship(intake, "o2", "1");
        var exceptions = intake.Exceptions.ReadAll();
        exceptions.Select(record => (record.Key, record.Value!.Reason))
            .ShouldBe([("o1", "unknown_line"), ("o2", "unmatched_shipment")]);
        exceptions[0].Value!.ExceptionId.ShouldBe("amend/1");
        exceptions[0].Value!.Origin.Topic.ShouldBe(BackordersTopics.Orders.Name);
        exceptions[0].Headers!.LastText("ce_id").ShouldBe("amend/1");
        intake.NewCommands().ShouldBeEmpty();
    }

    [Fact]
    public void When_a_line_comes_again_with_another_sku_Should_state_an_exception_and_keep_the_first()
    {
        using var intake = new IntakeDriver();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2), ("2", "A", 2)));
        intake.NewCommands();
        intake.Place(IntakeDriver.Order("o1", ("1", "B", 2), ("2", "B", 2)));
        var exceptions = intake.Exceptions.ReadAll();
        exceptions.Select(record => (record.Value!.Reason, record.Value!.LineId))
            .ShouldBe([("duplicate_line", "1"), ("duplicate_line", "2")]);
        exceptions.Select(record => record.Value!.ExceptionId)
            .ShouldBeUnique(StringComparer.Ordinal, "a sink drops repeats by the id");
        intake.Cancel("o1", "1", "cancel").NewCommands().ShouldHaveSingleItem().Sku.ShouldBe("A");
    }

    /// <summary>Both lines would get one event id, and the allocator would drop the second without a word.</summary>
    [Fact]
    public void When_an_order_names_a_line_twice_Should_state_an_exception_for_the_second()
    {
        using var intake = new IntakeDriver();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2), ("1", "A", 7)));
        intake.NewCommands().ShouldHaveSingleItem().PlaceDemand.Quantity.ShouldBe(2);
        intake.Exceptions.Read().Value!.Reason.ShouldBe("duplicate_line");
    }

    [Fact]
    public void When_an_order_has_no_lines_Should_state_an_exception()
    {
        using var intake = new IntakeDriver();
        intake.Place(IntakeDriver.Order("o1"));
        intake.Exceptions.Read().Value!.Reason.ShouldBe("order_without_lines");
    }

    /// <summary>Two orders without event ids must not be taken for one order delivered twice.</summary>
    [Fact]
    public void When_an_order_has_no_event_id_Should_leave_the_refusal_to_the_allocator()
    {
        using var intake = new IntakeDriver();
        var order = IntakeDriver.Order("o1", ("1", "A", 2));
        order.Metadata.EventId = "";
        intake.Place(order);
        intake.NewCommands().ShouldHaveSingleItem().EventId.ShouldBe("");
    }

    static void Ship(IntakeDriver intake, string orderId, string lineId) =>
        intake.Driver.Input(BackordersTopics.Shipments).Pipe(orderId, new ShipmentConfirmed
        {
            Metadata = IntakeDriver.Metadata($"ship-{orderId}"),
            OrderId = orderId,
            LineId = lineId,
            Site = "HUB",
            Quantity = 2,
        });
}
