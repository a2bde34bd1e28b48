using static Backorders.Domain.Tests.Scenarios.Scenario;

namespace Backorders.Domain.Tests.Scenarios;

/// <summary>Mistakes that users of other systems reported, each as what our user would lose.</summary>
public sealed class MistakesOfOthersTests
{
    [Fact]
    public void When_a_cancelled_order_is_refunded_too_should_not_release_its_units_twice()
    {
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 5), Place("o1", 5), Cancel("o1"));
        scenario.When(Cancel("o1"));
        scenario.Then<CommandRejected>().Reason.ShouldBe(RejectionReason.NothingOpen);
        scenario.Sku.Sites.ShouldBe([new SiteStock(new("A"), 5, 0)]);
    }

    [Fact]
    public void When_a_waiting_order_is_cancelled_should_not_make_stock_from_nothing()
    {
        var scenario = new Scenario().Given(Policy("A"), Place("o1", 5), Cancel("o1"));
        scenario.When(Place("o2", 1)).ThenTypes("DemandAccepted", "LineBackordered");
        scenario.Sku.Sites.ShouldBeEmpty();
    }

    [Fact]
    public void When_a_cancellation_names_another_sku_than_its_order_should_end_as_an_event_not_as_stock()
    {
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 2), Place("o1", 2));
        scenario.When(Cancel("o1") with { Sku = "S-renamed" }).ThenTypes("CancellationPended");
        scenario.Line("o1").Allocated.ShouldBe(2);
        scenario.Now += AllocationPolicy.Initial.CancellationTtlMs;
        scenario.When(new Tick());
        scenario.Then<UnmatchedCancellation>().Cause.ShouldBe(Cause.Expired);
    }

    [Fact]
    public void When_a_count_was_taken_before_later_sales_should_keep_them_sold()
    {
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 10), Place("o1", 4), Ship("o1", "A", 4));
        scenario.When(new AdjustStock { AdjustmentId = "J", Site = "A", Count = 9, BookOnHand = 10 });
        scenario.Then<StockChanged>().OnHandAfter.ShouldBe(5);
    }

    [Fact]
    public void When_two_lines_of_one_order_want_the_same_units_should_serve_only_one_of_them()
    {
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 3), Place("o1", 3, "1"));
        scenario.When(Place("o1", 3, "2")).ThenTypes("DemandAccepted", "LineBackordered");
        scenario.Sku.Sites.ShouldBe([new SiteStock(new("A"), 3, 3)]);
    }

    [Fact]
    public void When_a_partly_filled_line_waits_should_top_it_up_before_worse_lines()
    {
        var scenario = new Scenario().Given(
            Policy("A"), Receive("A", 3), Place("o1", 5), Place("o2", 5));
        scenario.When(Receive("A", 3)).ThenTypes("StockChanged", "BackorderFilled", "BackorderFilled");
        scenario.Line("o1").Allocated.ShouldBe(5);
        scenario.Line("o2").Allocated.ShouldBe(1);
    }

    [Fact]
    public void When_the_policy_sorts_by_date_should_not_let_far_demand_hoard_stock_from_near_demand()
    {
        var scenario = new Scenario().Given(
            Policy("A") with { SortKeys = ["requestedDate"] },
            Place("far", 5) with { RequestedDate = new(2027, 1, 1) },
            Place("near", 5) with { RequestedDate = new(2026, 2, 1) });
        scenario.When(Receive("A", 5));
        scenario.Then<BackorderFilled>().Line.OrderId.ShouldBe("near");
    }

    [Fact]
    public void When_the_policy_has_no_sort_key_should_not_sort_by_a_hidden_one()
    {
        var scenario = new Scenario().Given(
            Policy("A"), Place("first", 5) with { RequestedDate = new(2027, 1, 1) },
            Place("second", 5) with { RequestedDate = new(2026, 2, 1) });
        scenario.When(Receive("A", 5));
        var filled = scenario.Then<BackorderFilled>();
        filled.Line.OrderId.ShouldBe("first");
        filled.Rank.SortsByDate.ShouldBeFalse();
    }

    [Fact]
    public void When_an_amendment_names_another_unit_of_measure_should_not_rescale_what_is_reserved()
    {
        // The domain has no unit of measure: all is base units, so an unknown member cannot reach a quantity.
        typeof(AmendDemand).GetProperties().Select(property => property.Name)
            .ShouldNotContain(name => name.Contains("Unit", StringComparison.OrdinalIgnoreCase));
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 12), Place("o1", 12));
        scenario.When(new AmendDemand { OrderId = "o1", LineId = "1" }).ThenTypes();
        scenario.Line("o1").Allocated.ShouldBe(12);
    }

    [Fact]
    public void When_two_orders_race_for_the_last_unit_should_check_and_allocate_in_one_step()
    {
        var scenario = new Scenario().Given(Policy("A"), Receive("A", 1), Place("o1", 1));
        scenario.When(Place("o2", 1)).ThenTypes("DemandAccepted", "LineBackordered");
        scenario.Then<LineBackordered>().Seen.ShouldBe([new SiteFree(new("A"), 0)]);
    }

    [Fact]
    public void When_an_order_shrinks_should_fill_by_rank_and_mark_nothing_else_as_on_hand()
    {
        var scenario = new Scenario().Given(
            Policy("A"), Receive("A", 4), Place("o1", 4), Place("o2", 3), Place("o3", 3));
        scenario.When(new AmendDemand { OrderId = "o1", LineId = "1", Quantity = 2 })
            .ThenTypes("AllocationReleased", "DemandAmended", "BackorderFilled");
        scenario.Then<BackorderFilled>().Line.OrderId.ShouldBe("o2");
        scenario.Line("o3").Allocated.ShouldBe(0);
    }

    [Fact]
    public void When_the_rest_of_a_partly_shipped_line_is_cancelled_should_free_what_it_held()
    {
        var scenario = new Scenario().Given(
            Policy("A"), Receive("A", 5), Place("o1", 5), Ship("o1", "A", 2), Place("o2", 3));
        scenario.When(Cancel("o1"))
            .ThenTypes("AllocationReleased", "DemandCancelled", "BackorderFilled");
        scenario.Sku.Sites.ShouldBe([new SiteStock(new("A"), 3, 3)]);
    }

    [Fact]
    public void When_one_site_lost_more_than_it_had_should_still_serve_from_the_others()
    {
        var scenario = new Scenario().Given(Policy("A", "B"), Receive("A", 1), Adjust("A", -5), Receive("B", 2));
        scenario.When(Place("o1", 2)).ThenTypes("DemandAccepted", "LineAllocated");
    }

    [Fact]
    public void When_the_wall_clock_passes_a_deadline_should_wait_for_log_time()
    {
        var scenario = new Scenario().Given(
            Policy("A") with { CancellationTtlMs = 3_600_000 }, Cancel("late"));
        var deadline = scenario.Now + 3_600_000;
        scenario.Now = deadline - 60_001;
        scenario.When(new Tick()).ThenTypes();
        scenario.State.FirstDeadline().ShouldBe(deadline);
        scenario.Now = deadline - 60_000;
        scenario.When(new Tick()).ThenTypes("UnmatchedCancellation");
    }
}
