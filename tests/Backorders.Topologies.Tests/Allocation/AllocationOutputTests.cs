namespace Backorders.Topologies.Tests.Allocation;

/// <summary>
/// Shops and planners read the tables, not the log: a table that lags the events promises what is gone.
/// </summary>
public sealed class AllocationOutputTests
{
    [Fact]
    public void When_an_order_waits_and_is_filled_Should_state_each_step_under_stable_ids()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Receive(5);

        var events = allocation.Allocations.ReadAll();
        events.ShouldAllBe(record => record.Key == "o1");
        events.Select(record => record.Value!.EventCase.ToString())
            .ShouldBe(["DemandAccepted", "LineBackordered", "BackorderFilled"]);
        var epoch = Times.StartMs.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        events.Select(record => record.Value!.Metadata.EventId)
            .ShouldBe([$"{epoch}-0-1-0", $"{epoch}-0-1-1", $"{epoch}-0-2-1"]);
        events.Select(record => record.Value!.Metadata.SkuSequence).ShouldBe([2, 3, 5]);
        var filled = events[^1];
        filled.Value!.Metadata.CausationId.ShouldBe("e2");
        filled.Headers!.LastText("ce_id").ShouldBe(filled.Value.Metadata.EventId);
        filled.Headers!.LastText("ce_type").ShouldBe("BackorderFilled");
        allocation.StockEvents.ReadAll().Select(record => (record.Key, record.Value!.EventCase.ToString()))
            .ShouldBe([("S", "PolicyChanged"), ("S", "StockChanged")]);
    }

    [Fact]
    public void When_stock_or_demand_changes_Should_follow_in_what_can_be_promised()
    {
        using var allocation = new AllocationDriver();
        allocation.Send(new()
        {
            SetPolicy = new()
            {
                Version = 1,
                SiteOrder = { "HUB" },
                SafetyStock = { new SafetyStock { Site = "HUB", Units = 2 } },
            },
        });
        allocation.Receive(10).Place("o1", 3).Place("o2", 9);
        var last = allocation.Atp.ReadAll()[^1];
        last.Key.ShouldBe("S");
        last.Value!.Sites.ShouldHaveSingleItem().ShouldBe(
            new AtpSite { Site = "HUB", OnHand = 10, Allocated = 8, SafetyStock = 2, Available = 0 });
        (last.Value.Backordered, last.Value.BackorderedLines).ShouldBe((4, 1));
        last.Value.Position.Offset.ShouldBe(3);
    }

    /// <summary>A shop would sell the stock of one SKU as that of another.</summary>
    [Fact]
    public void When_one_command_changes_several_skus_Should_say_of_each_what_it_has()
    {
        using var allocation = new AllocationDriver();
        DefaultPolicy(allocation, 1, "HUB", "NORTH");
        ReceiveFor(allocation, "S", 3);
        ReceiveFor(allocation, "T", 5);
        DefaultPolicy(allocation, 2, "HUB");
        allocation.Send(PlaceOf("S", "o1", 1)).Send(PlaceOf("T", "o2", 2));
        allocation.Atp.ReadAll();
        DefaultPolicy(allocation, 3, "HUB", "NORTH");
        allocation.Atp.ReadAll().Select(record => (record.Key, record.Value!.Sites.Single().Available))
            .ShouldBe([("S", 2), ("T", 3)]);
    }

    /// <summary>A planner would see the rest of one order at another.</summary>
    [Fact]
    public void When_one_receipt_serves_several_lines_Should_say_of_each_what_it_still_waits_for()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Place("o2", 4).Place("o3", 1);
        allocation.OpenBackorders.ReadAll();
        allocation.Receive(7);
        allocation.OpenBackorders.ReadAll().Select(record => (record.Key, record.Value?.Units))
            .ShouldBe([("o1/1", null), ("o2/1", 2)]);
    }

    [Fact]
    public void When_a_line_stops_waiting_Should_leave_a_tombstone()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Place("o2", 2).Receive(5).Cancel("o2");
        allocation.OpenBackorders.ReadAll().Select(record => (record.Key, record.Value?.Units)).ShouldBe(
            [("o1/1", 5), ("o2/1", 2), ("o1/1", null), ("o2/1", null)]);
    }

    /// <summary>A planner who reads the table would tell the customer a date that is not kept any more.</summary>
    [Fact]
    public void When_only_the_promise_of_a_line_moves_Should_follow_in_the_open_backorders()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Expect("P", 5, "2026-02-01");
        allocation.Send(new() { RescheduleSupply = new() { Ref = "P", Date = "2026-03-01" } });
        allocation.Send(new() { CancelSupply = new() { Ref = "P" } });
        allocation.OpenBackorders.ReadAll().Select(record => record.Value!.HasPromise ? record.Value.Promise : null)
            .ShouldBe([null, "2026-02-01", "2026-03-01", null]);
    }

    /// <summary>Under one key the tombstone of one line would delete the other from the table.</summary>
    [Fact]
    public void When_ids_hold_slashes_Should_keep_the_lines_apart()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("a/b", 1, "c").Place("a", 1, "b/c");
        allocation.OpenBackorders.ReadAll().Select(record => record.Key).ShouldBe(["a%2Fb/c", "a/b/c"]);
    }

    [Fact]
    public void When_a_person_must_look_Should_state_an_exception()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy();
        allocation.Send(
            new() { OrderId = "gone", LineId = "1", ConfirmShipment = new() { Site = "HUB", Quantity = 2 } });
        allocation.Place("o1", 0);
        var exceptions = allocation.Exceptions.ReadAll();
        exceptions.Select(record => record.Value!.Reason)
            .ShouldBe(["unmatched_shipment", "stock_discrepancy", "command_rejected"]);
        exceptions.Select(record => record.Value!.ExceptionId).ShouldBeUnique(StringComparer.Ordinal);
        exceptions[0].Value!.Origin.ShouldBe(
            new LogPosition { Topic = BackordersTopics.InventoryCommands.Name, Offset = 1 });
    }

    static void DefaultPolicy(AllocationDriver allocation, long version, params string[] sites) =>
        allocation.Send(new() { Sku = "*", SetPolicy = new() { Version = version, SiteOrder = { sites } } });

    static void ReceiveFor(AllocationDriver allocation, string sku, long quantity) => allocation.Send(
        new() { Sku = sku, ReceiveStock = new() { ReceiptId = "R", Site = "NORTH", Quantity = quantity } });

    static InventoryCommand PlaceOf(string sku, string order, long quantity) =>
        new() { Sku = sku, OrderId = order, LineId = "1", PlaceDemand = new() { Quantity = quantity } };
}
