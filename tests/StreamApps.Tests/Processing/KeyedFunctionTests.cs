using StreamApps.Processing;
using StreamApps.RocksDb;
using StreamApps.Testing;
using Backorders.TestSupport;

namespace StreamApps.Tests.Processing;

public sealed class KeyedFunctionTests
{
    static readonly OutputTag<string, string> Side = new("late");

    [Fact]
    public void ValueState_OfAKey_IsItsOwn()
    {
        Run(("a", "set:1", 1), ("b", "get", 2), ("a", "get", 3), ("a", "set:2", 4), ("a", "get", 5), ("a", "clear", 6),
            ("a", "get", 7)).ShouldBe(["b=none@2", "a=1@3", "a=2@5", "a=none@7"]);
    }

    [Fact]
    public void ListState_OfAKey_KeepsItsOrder() =>
        Run(("a", "add:x", 1), ("a", "add:y", 2), ("b", "add:z", 3), ("a", "list", 4), ("a", "clear", 5),
            ("a", "list", 6), ("b", "list", 7)).ShouldBe(["a=x,y@4", "a=@6", "b=z@7"]);

    [Fact]
    public void MapState_OfAKey_IsOrderedAndScannedByRangeAndPrefix() =>
        Run(("a", "put:b1", 1), ("a", "put:a2", 1), ("a", "put:a1", 1), ("aa", "put:a0", 1), ("a", "put:c", 1),
            ("a", "entries", 2), ("a", "range:a2-b1", 3), ("a", "prefix:a", 4))
            .ShouldBe(["a=a1,a2,b1,c@2", "a=a2,b1@3", "a=a2,a1@4"]);

    [Fact]
    public void EventTimer_SetTwiceForATime_FiresOnceWhenTheWatermarkReachesIt() =>
        Run(("a", "timer:100", 1), ("a", "timer:100", 2), ("b", "timer:50", 3), ("c", "none", 99), ("c", "none", 100),
            ("c", "none", 200)).ShouldBe(["b=event 50@50", "a=event 100@100"]);

    [Fact]
    public void EventTimer_Deleted_DoesNotFire() =>
        Run(("a", "timer:100", 1), ("a", "untimer:100", 2), ("b", "none", 200)).ShouldBeEmpty();

    /// <summary>Timers due at once must fire by time and key, or a replay gives other results.</summary>
    [Fact]
    public void EventTimers_DueTogether_FireInOrderOfTimeAndKey() =>
        Run(("b", "timer:20", 1), ("a", "timer:20", 2), ("c", "timer:10", 3), ("d", "timer:-7", 4), ("x", "none", 30))
            .ShouldBe(["d=event -7@-7", "c=event 10@10", "a=event 20@20", "b=event 20@20"]);

    [Fact]
    public void EventTimer_SetByATimerForATimeThatHasPassed_FiresInTheSameStep() =>
        Run(("chain", "timer:10", 1), ("x", "none", 100)).ShouldBe(
            ["chain=event 10@10", "chain=event 11@11", "chain=event 12@12"]);

    [Fact]
    public void ProcessingTimer_FiresByTheWallClock()
    {
        using var driver = Driver();
        driver.Input(Topics.In).Pipe("a", "walltimer:5000", 1);
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(4999));
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.Tasks[0].Task.NextPunctuation.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(5000));
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(1));
        driver.Output(Topics.Out).Read().Value.ShouldBe("wall 5000");
        driver.Tasks[0].Task.NextPunctuation.ShouldBeNull();
    }

    [Fact]
    public void SideOutput_GetsWhatIsSentToItsTag()
    {
        using var driver = Driver();
        driver.Input(Topics.In).Pipe("a", "side:x", 1);
        var record = driver.Output(Topics.Out2).Read();
        (record.Key, record.Value).ShouldBe(("a-side", "x"));
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
    }

    /// <summary>A promise to a customer hangs on a timer: it must outlive the process and the disk.</summary>
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.AfterCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Timers_AndState_SurviveACrash(Crash crash)
    {
        using var folder = new TemporaryFolder();
        using var backend = new RocksDbStateBackend();
        using var driver = Driver(new TestDriverOptions
        {
            Backend = backend,
            StateDirectory = folder.Path,
            CommitEachRecord = false,
        });
        var input = driver.Input(Topics.In);
        input.Pipe("a", "timer:100", 1);
        input.Pipe("a", "set:kept", 1);
        driver.Commit();
        input.Pipe("b", "timer:90", 2);
        driver.CrashAndRestart(crash);
        input.Pipe("a", "get", 100);
        driver.Commit();
        Texts(driver).ShouldBe(["a=kept@100", "b=event 90@90", "a=event 100@100"]);
    }

    [Fact]
    public void Abort_AfterATimerFired_FiresItAgainOnce()
    {
        using var driver = Driver(new TestDriverOptions { CommitEachRecord = false });
        driver.Input(Topics.In).Pipe("a", "timer:10", 1);
        driver.Commit();
        driver.Input(Topics.In).Pipe("b", "none", 50);
        driver.Abort();
        driver.Resume();
        driver.Commit();
        Texts(driver).ShouldBe(["a=event 10@10"]);
    }

    [Fact]
    public void When_ATimerThrows_Should_SendADeadLetterAndNotFireAgain()
    {
        using var driver = Driver(new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") });
        driver.Input(Topics.In).Pipe("throws", "timer:10", 1);
        driver.Input(Topics.In).Pipe("b", "none", 50);
        driver.Input(Topics.In).Pipe("b", "none", 60);
        driver.DeadLetters().ReadAll().Count.ShouldBe(1);
        driver.Tasks[0].Task.Counters.Timers.ShouldBe(1);
    }

    [Fact]
    public void When_ManyTimersAreDue_Should_FireThemInBoundedSteps()
    {
        using var driver = Driver(new TestDriverOptions { MaxTimersPerStep = 3 });
        for (var number = 0; number < 10; number++)
            driver.Input(Topics.In).Pipe("a", $"timer:{number + 10}", 1);
        var task = driver.Tasks[0].Task;
        driver.Log.Append("in", "x"u8.ToArray(), "none"u8.ToArray(), 1000, null);
        task.Process(driver.Log.Read("in", 10)!.Value);
        task.Counters.Timers.ShouldBe(3);
        task.Punctuate(DateTimeOffset.UnixEpoch).ShouldBeTrue();
        task.Counters.Timers.ShouldBe(6);
        while (task.Punctuate(DateTimeOffset.UnixEpoch))
        {
        }
        task.Counters.Timers.ShouldBe(10);
    }

    [Fact]
    public void Process_OfARecordWithoutKey_IsAnError()
    {
        using var driver = Driver();
        Should.Throw<RecordFailedException>(() => driver.Input(Topics.In).Pipe(null, "get", 1))
            .Message.ShouldContain("without a key");
    }

    static List<string> Run(params (string Key, string Value, long Time)[] records)
    {
        using var driver = Driver();
        foreach (var (key, value, time) in records)
            driver.Input(Topics.In).Pipe(key, value, time);
        return Texts(driver);
    }

    static List<string> Texts(TopologyTestDriver driver) => [.. driver.Output(Topics.Out).ReadAll()
        .Select(record => $"{record.Key}={record.Value}@{record.Timestamp}")];

    static TopologyTestDriver Driver(TestDriverOptions? options = null)
    {
        var builder = new StreamBuilder();
        // Timers before 1970 have times that Kafka refuses; here they only show the order.
        var stream = builder.Stream("source", Topics.In).Process("script", new ScriptFunction(Side));
        stream.To("sink", Topics.Out);
        stream.SideOutput(Side).To("side-sink", Topics.Out2);
        return new TopologyTestDriver(builder.Build("test"), options);
    }
}
