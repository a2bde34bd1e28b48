namespace Backorders.Topologies.Tests.Allocation;

/// <summary>Half of a command is a wrong stock: what failed must have changed nothing, on disk or in memory.</summary>
public sealed class FailedRecordTests
{
    const long MaxRecordBytes = 4_000;

    /// <summary>A policy whose events are larger than a record may write.</summary>
    static InventoryCommand TooLarge(string sku)
    {
        var policy = new SetPolicy { Version = 9 };
        policy.SiteOrder.AddRange(Enumerable.Range(0, 200).Select(number => $"site-with-a-long-name-{number:D6}"));
        return new() { Sku = sku, EventId = "too-large", SetPolicy = policy };
    }

    [Theory]
    [InlineData("*")]
    [InlineData("S")]
    public void When_a_policy_is_too_large_Should_keep_the_one_before(string sku)
    {
        using var allocation = new AllocationDriver(maxRecordBytes: MaxRecordBytes);
        allocation.Send(new() { Sku = sku, SetPolicy = new() { Version = 1, SiteOrder = { "HUB" } } });
        allocation.Receive(5);
        allocation.StockEvents.ReadAll();

        allocation.Send(TooLarge(sku));

        allocation.DeadLetters.ShouldSay("bytes", BackordersTopics.InventoryCommands.Name, 2);
        allocation.StockEvents.IsEmpty.ShouldBeTrue();
        allocation.Atp.ReadAll().Count.ShouldBe(sku == "*" ? 1 : 2);
        allocation.Place("o1", 2);
        var metadata = allocation.Allocations.Read().Value!.Metadata;
        metadata.PolicyVersion.ShouldBe(1);
        metadata.SkuSequence.ShouldBe(sku == "*" ? 2 : 3);
        allocation.Send(
            new() { Sku = sku, EventId = "too-large", SetPolicy = new() { Version = 2, SiteOrder = { "HUB" } } });
        allocation.StockEvents.Read().Value!.EventCase.ShouldBe(
            StockEvent.EventOneofCase.PolicyChanged, "the event id of the failed record is not remembered either");
    }

    /// <summary>Ids made of an epoch that was never stored would differ after the next restart.</summary>
    [Fact]
    public void When_the_first_record_of_a_log_fails_Should_take_the_epoch_of_the_first_that_succeeds()
    {
        using var allocation = new AllocationDriver(maxRecordBytes: MaxRecordBytes);
        allocation.Send(TooLarge("S"));
        allocation.Now += Times.MinuteMs;
        allocation.Place("o1", 1);
        var before = allocation.Allocations.Read().Value!.Metadata;
        before.EventId.ShouldBe($"{allocation.Now:x}-0-1-0");
        before.LogTimeUnixMs.ShouldBe(allocation.Now);
        allocation.Driver.CrashAndRestart();
        allocation.Now += Times.MinuteMs;
        allocation.Place("o2", 1);
        allocation.Allocations.ReadAll()[^1].Value!.Metadata.EventId.ShouldStartWith(before.EventId.Split('-')[0]);
    }

    /// <summary>Log time moved by a record that was taken back would expire what nobody let expire.</summary>
    [Fact]
    public void When_a_record_fails_Should_not_move_log_time()
    {
        using var allocation = new AllocationDriver(maxRecordBytes: MaxRecordBytes);
        allocation.Policy();
        allocation.Now += 10 * Times.DayMs;
        allocation.Send(TooLarge("S"));
        allocation.Now = Times.StartMs + 1;
        allocation.Place("o1", 1);
        allocation.Allocations.Read().Value!.Metadata.LogTimeUnixMs.ShouldBe(Times.StartMs + 1);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_the_transaction_is_lost_Should_state_the_same_events_again(Crash crash)
    {
        using var allocation = new AllocationDriver(commitEachRecord: false);
        allocation.Policy().Receive(5);
        allocation.Driver.Commit();
        allocation.Place("o1", 3).Place("o2", 4);
        allocation.Allocations.IsEmpty.ShouldBeTrue("nothing is visible before the commit");
        allocation.Driver.CrashAndRestart(crash);
        allocation.Driver.Commit();
        var events = allocation.Allocations.ReadAll();
        events.Select(record => record.Value!.Metadata.SkuSequence).ShouldBe([3, 4, 5, 6, 7]);
        events.Select(record => record.Value!.EventCase.ToString())
            .ShouldBe(["DemandAccepted", "LineAllocated", "DemandAccepted", "LineAllocated", "LineBackordered"]);
    }

    [Fact]
    public void When_the_transaction_aborts_Should_keep_nothing_in_memory()
    {
        using var allocation = new AllocationDriver(commitEachRecord: false);
        allocation.Policy();
        allocation.Driver.Abort();
        allocation.Driver.Resume();
        allocation.Driver.Commit();
        allocation.StockEvents.ReadAll().ShouldHaveSingleItem().Value!.Metadata.SkuSequence.ShouldBe(1);
    }
}
