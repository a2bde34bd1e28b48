namespace Backorders.Topologies.Tests.Intake;

/// <summary>A customer who cancels faster than the order travels must not get the goods.</summary>
public sealed class HeldCancellationTests
{
    [Fact]
    public void When_cancellations_come_before_their_order_Should_release_them_after_it_in_order_of_arrival()
    {
        using var intake = new IntakeDriver();
        intake.Cancel("o1", "2", "second-line").Cancel("o1", null, "whole").Cancel("o1", "1", "first-line");
        intake.NewCommands().ShouldBeEmpty();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2), ("2", "B", 3)));
        intake.NewCommands().Select(command => command.EventId).ShouldBe(
            ["place-o1/1", "place-o1/2", "second-line", "whole/1", "whole/2", "first-line"]);
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2)));
        intake.NewCommands().Count.ShouldBe(1, "what was released is not held any more");
    }

    [Fact]
    public void When_the_order_never_comes_Should_state_an_exception_by_business_time()
    {
        using var intake = new IntakeDriver();
        intake.Cancel("o1", "1", "early");
        intake.Driver.AdvanceWallClock(TimeSpan.FromDays(30));
        intake.Place(IntakeDriver.Order("other", ("1", "A", 1)));
        intake.Exceptions.IsEmpty.ShouldBeTrue("the wall clock decides nothing");

        At(intake, "later", (7 * Times.DayMs) - 1);
        intake.Exceptions.IsEmpty.ShouldBeTrue();
        At(intake, "last", 7 * Times.DayMs);

        var expired = intake.Exceptions.ReadAll().ShouldHaveSingleItem();
        expired.Key.ShouldBe("o1");
        (expired.Value!.Reason, expired.Value!.LineId).ShouldBe(("unmatched_cancellation", "1"));
        intake.NewCommands();
        intake.Place(IntakeDriver.Order("o1", ("1", "A", 2)));
        intake.NewCommands().Select(command => command.EventId).ShouldBe(["place-o1/1"]);
    }

    /// <summary>An order that comes when the time is up is served, whatever else its message does.</summary>
    [Fact]
    public void When_the_order_comes_at_the_end_of_the_time_Should_not_be_cancelled()
    {
        using var intake = new IntakeDriver();
        intake.Cancel("o1", "1", "early");
        intake.Driver.AdvanceWallClock(TimeSpan.FromDays(8));
        var late = IntakeDriver.Order("o1", ("1", "A", 2));
        late.Metadata.OccurredAtUnixMs += 7 * Times.DayMs;
        intake.Place(late);
        intake.NewCommands().Select(command => command.EventId).ShouldBe(["place-o1/1"]);
        intake.Exceptions.Read().Value!.Reason.ShouldBe("unmatched_cancellation");
    }

    /// <summary>Each further message of the order would put the end off, for ever.</summary>
    [Fact]
    public void When_the_order_does_not_have_the_line_Should_keep_the_end_of_its_time()
    {
        using var intake = new IntakeDriver();
        intake.Cancel("o1", "9", "early");
        intake.Driver.AdvanceWallClock(TimeSpan.FromDays(8));
        var order = IntakeDriver.Order("o1", ("1", "A", 2));
        order.Metadata.OccurredAtUnixMs += 6 * Times.DayMs;
        intake.Place(order);
        At(intake, "last", 7 * Times.DayMs);
        intake.Exceptions.Read().Value!.LineId.ShouldBe("9");
    }

    static void At(IntakeDriver intake, string orderId, long time)
    {
        var order = IntakeDriver.Order(orderId, ("1", "A", 1));
        order.Metadata.OccurredAtUnixMs += time;
        intake.Place(order);
    }
}
