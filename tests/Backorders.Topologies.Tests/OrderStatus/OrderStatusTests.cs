using State = Backorders.Contracts.OrderStatus.Types.State;

namespace Backorders.Topologies.Tests.OrderStatus;

/// <summary>The customer sees this: what is shown as done must be done.</summary>
public sealed class OrderStatusTests
{
    [Fact]
    public void When_an_order_goes_its_way_Should_show_each_step()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5)).EmittedOne().State.ShouldBe(State.Accepted);
        status.Decide(StatusDriver.Accepted("o1", "1", 5, 1));
        status.Decide(
            StatusDriver.Event("o1", "1", 2, decision => decision.PromiseSet = new() { Date = "2026-02-01" }));
        var waiting = status.EmittedOne();
        (waiting.State, waiting.Backordered, waiting.Lines[0].Promise).ShouldBe((State.Backordered, 5, "2026-02-01"));
        status.Decide(StatusDriver.Allocated("o1", "1", 5, 3));
        var allocated = status.EmittedOne();
        (allocated.State, allocated.Allocated, allocated.Lines[0].HasPromise).ShouldBe((State.Allocated, 5, false));
        status.Decide(StatusDriver.Shipped("o1", "1", 5, 4));
        status.EmittedOne().State.ShouldBe(State.Closed);
    }

    [Fact]
    public void When_the_allocator_is_quicker_than_the_order_Should_let_its_word_stand()
    {
        using var status = new StatusDriver();
        status.Decide(StatusDriver.Allocated("o1", "1", 5, 2));
        status.Place("o1", ("1", 5), ("2", 1));
        var shown = status.EmittedOne();
        shown.State.ShouldBe(State.Accepted, "line 2 is not decided yet");
        (shown.Quantity, shown.Allocated).ShouldBe((6, 5));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(-5)]
    public void When_a_line_is_not_decided_Should_never_show_the_order_as_done(long quantity)
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", quantity)).EmittedOne().State.ShouldBe(State.Accepted);
        status.Decide(StatusDriver.Rejected("o1", "1", "quantity_not_positive", 1));
        var refused = status.EmittedOne();
        (refused.State, refused.Lines[0].Rejection).ShouldBe((State.Rejected, "quantity_not_positive"));
        refused.Quantity.ShouldBe(0, "what is refused is not owed");
    }

    [Fact]
    public void When_some_lines_are_refused_Should_say_that_the_order_is_closed_in_part_only()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5), ("2", 1));
        status.Decide(StatusDriver.Shipped("o1", "1", 5, 1))
            .Decide(StatusDriver.Rejected("o1", "2", "quantity_overflow", 2));
        status.EmittedOne().State.ShouldBe(State.ClosedInPart);
    }

    /// <summary>A line that stands is not harmed by a second order for it that is refused.</summary>
    [Fact]
    public void When_a_repeated_order_is_refused_Should_keep_the_line()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5));
        status.Decide(StatusDriver.Allocated("o1", "1", 5, 1))
            .Decide(StatusDriver.Rejected("o1", "1", "duplicate_line", 2));
        status.EmittedOne().State.ShouldBe(State.Allocated);
    }

    [Fact]
    public void When_a_refused_line_is_accepted_later_Should_show_it()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5));
        status.Decide(StatusDriver.Rejected("o1", "1", "quantity_overflow", 1)).EmittedOne().State.ShouldBe(
            State.Rejected);
        status.Decide(StatusDriver.Accepted("o1", "1", 5, 2)).EmittedOne().State.ShouldBe(State.Backordered);
    }

    [Fact]
    public void When_a_sku_is_no_identifier_Should_keep_the_sku_that_was_ordered()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5)).Decide(StatusDriver.Rejected("o1", "1", "invalid_id", 1, sku: "*"));
        status.EmittedOne().Lines[0].Sku.ShouldBe("S");
    }

    /// <summary>At-least-once producers repeat; a status that counts twice shows units that nobody has.</summary>
    [Fact]
    public void When_events_repeat_Should_change_nothing()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5));
        var waiting = StatusDriver.Accepted("o1", "1", 5, 1);
        status.Decide(waiting).Decide(StatusDriver.Allocated("o1", "1", 5, 2));
        status.EmittedOne().State.ShouldBe(State.Allocated);
        status.Decide(waiting).Decide(StatusDriver.Allocated("o1", "1", 5, 2)).Place("o1", ("1", 5));
        status.Emitted().ShouldBeEmpty();
    }

    [Fact]
    public void When_an_order_changes_often_Should_give_one_status_for_each_interval()
    {
        using var status = new StatusDriver();
        (string, long)[] lines = [.. Enumerable.Range(1, 200).Select(number => ($"{number}", 1L))];
        status.Place("o1", lines).Place("o2", ("1", 1));
        for (var number = 1; number <= 200; number++)
            status.Decide(StatusDriver.Allocated("o1", $"{number}", 1, number));
        status.Statuses.IsEmpty.ShouldBeTrue("the interval has not passed");
        var emitted = status.Emitted();
        emitted.Select(record => record.Key).ShouldBe(["o1", "o2"], ignoreOrder: true);
        emitted.Single(record => record.Key == "o1").Value!.Allocated.ShouldBe(200);
        status.Emitted().ShouldBeEmpty("nothing has changed since");
    }

    [Fact]
    public void When_lines_add_up_beyond_64_bits_Should_not_turn_negative()
    {
        using var status = new StatusDriver();
        status.Decide(StatusDriver.Accepted("o1", "1", long.MaxValue, 1))
            .Decide(StatusDriver.Accepted("o1", "2", 5, 2));
        var shown = status.EmittedOne();
        (shown.State, shown.Backordered).ShouldBe((State.Backordered, long.MaxValue));
    }

    /// <summary>Statuses that wait for their interval survive a crash in it.</summary>
    [Fact]
    public void When_the_task_restarts_within_the_interval_Should_still_give_the_status()
    {
        using var status = new StatusDriver();
        status.Place("o1", ("1", 5));
        status.Driver.CrashAndRestart(Crash.WithoutDisk);
        status.EmittedOne().OrderId.ShouldBe("o1");
    }
}
