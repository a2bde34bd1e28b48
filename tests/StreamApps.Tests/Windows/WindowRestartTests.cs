using StreamApps.Processing;
using StreamApps.Testing;
using static StreamApps.Tests.Windows.WindowTopologies;

namespace StreamApps.Tests.Windows;

/// <summary>
/// A worker that dies in the middle of a window must count what it would have counted, close what it would have closed,
/// and give nothing out twice.
/// </summary>
public sealed class WindowRestartTests
{
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_ItDiesInAWindow_Should_GoOnWithRowsAndStreamTime(Crash crash)
    {
        using var driver = new TopologyTestDriver(Tumbling());
        var output = driver.Output(Results);
        driver.Input(Numbers).Pipe("a", 1, 3);
        driver.Input(Numbers).Pipe("b", 2, 16);
        Read(output).ShouldBe(["a@0/10=+1", "b@10/20=+2"]);
        driver.CrashAndRestart(crash);
        driver.Input(Numbers).Pipe("a", 4, 9);
        Read(output).ShouldBeEmpty("stream time is 16: the window to 10 closed at 15, before the restart as after it");
        driver.DroppedRecords.ShouldBe(1);
        driver.Input(Numbers).Pipe("b", 8, 12);
        Read(output).ShouldBe(["b@10/20=+2+8"]);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_ItDiesBetweenResults_Should_GiveEachOutOnce(Crash crash)
    {
        using var driver = new TopologyTestDriver(Tumbling(WindowEmission.OnClose));
        var output = driver.Output(Results);
        driver.Input(Numbers).Pipe("a", 1, 3);
        driver.Input(Numbers).Pipe("a", 2, 15);
        Read(output).ShouldBe(["a@0/10=+1"]);
        driver.CrashAndRestart(crash);
        driver.Input(Numbers).Pipe("a", 3, 16);
        Read(output).ShouldBeEmpty("it was given out before the restart");
        driver.Input(Numbers).Pipe("a", 4, 25);
        Read(output).ShouldBe(["a@10/20=+2+3"]);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void When_ItDiesInASession_Should_ExtendIt(Crash crash)
    {
        using var driver = new TopologyTestDriver(Sessions());
        var output = driver.Output(Results);
        driver.Input(Numbers).Pipe("a", 1, 10);
        Read(output);
        driver.CrashAndRestart(crash);
        driver.Input(Numbers).Pipe("a", 2, 14);
        Read(output).ShouldBe(["a@10/10=null", "a@10/14=+1+2"]);
    }

    [Fact]
    public void When_ItDiesWhileASuppressionHolds_Should_LetOutWhatItHeld()
    {
        var builder = new StreamBuilder();
        builder.Stream("numbers", Numbers).GroupByKey()
            .WindowedBy(TimeWindows.Tumbling(Ms(10)))
            .Aggregate("sums", () => "", (_, value, sum) => $"{sum}+{value}", Serdes.String)
            .Suppress("final", Suppression.UntilWindowCloses())
            .ToStream().To("sink", Results);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        var headers = new RecordHeaders().Add("origin", "before");
        driver.Input(Numbers).Pipe("a", 1, 3, headers);
        driver.CrashAndRestart(Crash.WithoutDisk);
        driver.Input(Numbers).Pipe("b", 2, 10);
        var released = driver.Output(Results).ReadAll().ShouldHaveSingleItem();
        released.Value.ShouldBe("+1");
        released.Timestamp.ShouldBe(3);
        released.Headers!.LastText("origin").ShouldBe("before");
    }

    /// <summary>A record that fails and is skipped must leave the windows, and the time that closes them, as they were.</summary>
    [Fact]
    public void When_ARecordFailsInAWindow_Should_LeaveRowsAndStreamTimeAsTheyWere()
    {
        var options = new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") };
        using var driver = new TopologyTestDriver(Tumbling(), options);
        var output = driver.Output(Results);
        driver.Input(Numbers).Pipe("a", 1, 3);
        driver.Input(Numbers).Pipe("a", 13, 1_000_000);
        driver.DeadLetters().ReadAll().Count.ShouldBe(1);
        driver.Input(Numbers).Pipe("a", 2, 4);
        Read(output).ShouldBe(["a@0/10=+1", "a@0/10=+1+2"]);
        Contents(driver).ShouldBe(["a@0=+1+2"]);
    }

    /// <summary>What an aborted transaction did to a window must not be there when it is done again.</summary>
    [Fact]
    public void When_ATransactionAborts_Should_CountItsRecordsOnce()
    {
        using var driver = new TopologyTestDriver(Tumbling(), new TestDriverOptions { CommitEachRecord = false });
        driver.Input(Numbers).Pipe("a", 1, 3);
        driver.Commit();
        driver.Input(Numbers).Pipe("a", 2, 4);
        driver.Input(Numbers).Pipe("a", 3, 1_000);
        driver.Abort();
        Contents(driver).ShouldBe(["a@0=+1"]);
        driver.Resume();
        driver.Commit();
        Contents(driver).ShouldBe(["a@0=+1+2", "a@1000=+3"]);
        Read(driver.Output(Results)).ShouldBe(["a@0/10=+1", "a@0/10=+1+2", "a@1000/1010=+3"]);
    }
}
