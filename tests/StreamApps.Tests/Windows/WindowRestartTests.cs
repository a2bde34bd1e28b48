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

    /// <summary>
    /// A record that fails and is skipped must leave the windows, and the time that closes them, as they were.
    /// </summary>
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

    /// <summary>
    /// A session that a failing record made is not there: the next record must make it anew, with its place in the
    /// order of time, or it would never be given out nor deleted.
    /// </summary>
    [Fact]
    public void When_TheFirstRecordOfASessionFails_Should_GiveOutWhatTheNextOneMakes()
    {
        var builder = new StreamBuilder();
        var grouped = builder.Stream("numbers", Numbers).GroupByKey();
        var table = grouped.WindowedBy(SessionWindows.Of(Ms(5)), WindowEmission.OnClose).Aggregate(
            "sums", () => "", (_, value, sum) => $"{sum}+{value}", (_, one, two) => one + two, Serdes.String);
        table.ToStream().To("sink", Results);
        // Served after the session took the record.
        grouped.WindowedBy(TimeWindows.Tumbling(Ms(10))).Aggregate(
            "failing",
            () => "",
            (_, value, _) => value == 13 ? throw new InvalidOperationException("told to fail") : "",
            Serdes.String);
        var options = new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") };
        using var driver = new TopologyTestDriver(builder.Build("test"), options);
        driver.Input(Numbers).Pipe("a", 13, 5);
        driver.Input(Numbers).Pipe("a", 1, 5);
        driver.Input(Numbers).Pipe("b", 2, 100);
        Read(driver.Output(Results)).ShouldBe(["a@5/5=+1"]);
    }

    /// <summary>A hostile time must cost one record, not a walk over all windows up to the end of time.</summary>
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 10)]
    public void When_ATimeHasNoWindow_Should_BeATypedErrorOfThatRecord(long timestamp)
    {
        var options = new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") };
        using var driver = new TopologyTestDriver(Tumbling(), options);
        driver.Input(Numbers).Pipe("a", 1, timestamp);
        driver.Input(Numbers).Pipe("a", 2, 4);
        driver.DeadLetters().Read().Headers!.LastText(DeadLetterHeaders.Exception)
            .ShouldBe("StreamApps.Time.TimestampOutOfRangeException");
        Read(driver.Output(Results)).ShouldBe(["a@0/10=+2"]);
    }
}
