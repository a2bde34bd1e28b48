namespace Backorders.Topologies.Tests.Allocation;

/// <summary>
/// Where no orders come at night, deadlines must still fall; where there are none, an idle partition must stay idle.
/// </summary>
public sealed class TickTests
{
    [Fact]
    public void When_nothing_is_due_Should_write_no_tick()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5);
        allocation.Log.ReadAll();
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(100));
        allocation.Log.IsEmpty.ShouldBeTrue("there is no deadline");

        allocation.Expect("P", 5, "2026-06-01");
        allocation.Log.ReadAll();
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));
        allocation.Log.IsEmpty.ShouldBeTrue("the deadline is far");
    }

    [Fact]
    public void When_a_supply_becomes_overdue_Should_write_one_tick_and_break_the_promise()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Expect("P", 5, "2026-01-05");
        allocation.NewTypes();
        allocation.Log.ReadAll();

        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));

        var tick = allocation.Log.ReadAll().ShouldHaveSingleItem();
        tick.Value!.CommandCase.ShouldBe(InventoryCommand.CommandOneofCase.Tick);
        (tick.Key, tick.Partition).ShouldBe(("*", 0));
        allocation.NewTypes().ShouldBe(["PromiseBroken", "PromiseWithdrawn"]);
        allocation.StockEvents.ReadAll()[^1].Value!.EventCase.ShouldBe(StockEvent.EventOneofCase.SupplyOverdue);
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));
        allocation.Log.IsEmpty.ShouldBeTrue("what is done is not due again");
    }

    [Fact]
    public void When_log_time_has_passed_the_deadline_Should_write_no_tick()
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Expect("P", 5, "2026-01-05");
        allocation.Now += 20 * Times.DayMs;
        allocation.Send(new() { Sku = "T", SetPolicy = new() { Version = 1, SiteOrder = { "HUB" } } });
        allocation.Log.ReadAll();
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));
        allocation.Log.IsEmpty.ShouldBeTrue("the log itself is ahead: the SKU's next command catches up");
    }

    [Fact]
    public void When_ticks_are_off_Should_leave_time_to_the_log()
    {
        using var allocation = new AllocationDriver(ticks: false);
        allocation.Policy().Place("o1", 5).Expect("P", 5, "2026-01-05");
        allocation.Log.ReadAll();
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));
        allocation.Log.IsEmpty.ShouldBeTrue();
    }

    /// <summary>A task that moved to another worker neither forgets a deadline nor states it twice.</summary>
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_the_task_restarts_Should_neither_miss_nor_repeat_a_deadline(Crash crash)
    {
        using var allocation = new AllocationDriver();
        allocation.Policy().Place("o1", 5).Expect("P", 5, "2026-01-05");
        allocation.NewTypes();
        allocation.Driver.CrashAndRestart(crash);
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));
        allocation.Driver.CrashAndRestart(crash);
        allocation.Driver.AdvanceWallClock(TimeSpan.FromDays(10));
        allocation.NewTypes().ShouldBe(["PromiseBroken", "PromiseWithdrawn"]);
    }
}
