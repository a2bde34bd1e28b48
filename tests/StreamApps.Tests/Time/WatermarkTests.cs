using StreamApps.Processing;
using StreamApps.Testing;
using StreamApps.Time;

namespace StreamApps.Tests.Time;

public sealed class WatermarkTests
{
    /// <summary>A timer that fires while one partition is still behind would miss that partition's records.</summary>
    [Fact]
    public void Watermark_OfTwoInputs_IsTheSmallerOne()
    {
        using var driver = Create(WatermarkStrategy.Monotonous);
        driver.Input(Topics.In).Pipe("a", "10", 100);
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.Input(Topics.Other).Pipe("b", "500", 9);
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.Input(Topics.Other).Pipe("b", "500", 10);
        driver.Output(Topics.Out).Read().Value.ShouldBe("10");
    }

    [Fact]
    public void Watermark_BoundedOutOfOrderness_StaysBehind()
    {
        using var driver = Create(WatermarkStrategy.BoundedOutOfOrderness(TimeSpan.FromMilliseconds(50)));
        driver.Input(Topics.In).Pipe("a", "10", 0);
        driver.Input(Topics.Other).Pipe("b", "500", 100);
        driver.Input(Topics.In).Pipe("a", "500", 59);
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.Input(Topics.In).Pipe("a", "500", 60);
        driver.Output(Topics.Out).Read().Value.ShouldBe("10");
    }

    /// <summary>A partition that nobody writes to must not stop the time of all others for ever.</summary>
    [Fact]
    public void Watermark_AnInputIsSilent_IsIdleAfterItsTimeAndComesBack()
    {
        using var driver = Create(WatermarkStrategy.Monotonous.WithIdleness(TimeSpan.FromSeconds(5)));
        var output = driver.Output(Topics.Out);
        driver.Input(Topics.In).Pipe("a", "10", 100);
        driver.AdvanceWallClock(TimeSpan.FromSeconds(4));
        driver.Input(Topics.In).Pipe("a", "130", 120);
        output.IsEmpty.ShouldBeTrue();
        driver.AdvanceWallClock(TimeSpan.FromSeconds(1));
        output.Read().Value.ShouldBe("10");
        driver.Input(Topics.Other).Pipe("b", "500", 110);
        driver.Input(Topics.In).Pipe("a", "500", 200);
        output.IsEmpty.ShouldBeTrue("the silent input is back and holds the watermark");
        driver.Input(Topics.Other).Pipe("b", "500", 130);
        output.Read().Value.ShouldBe("130");
    }

    /// <summary>
    /// A watermark that falls back after a restart would let windows that are closed open again, and lateness be judged
    /// otherwise than before.
    /// </summary>
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Watermark_AfterACrash_HasNotGoneBack(Crash crash)
    {
        using var driver = Create(WatermarkStrategy.Monotonous.WithIdleness(TimeSpan.FromSeconds(5)), lateness: 0);
        driver.Input(Topics.In).Pipe("a", "500", 100);
        driver.AdvanceWallClock(TimeSpan.FromSeconds(5));
        driver.Input(Topics.In).Pipe("a", "500", 200);
        driver.CrashAndRestart(crash);
        driver.Tasks[0].Task.Committed!.Watermark.ShouldBe(200);
        driver.Input(Topics.Other).Pipe("b", "late", 199);
        driver.SideOutput("function", TimerFunction.Late).Select(record => record.Value).ShouldBe(["late"]);
    }

    [Fact]
    public void AllowedLateness_RecordBehindIt_GoesToTheLateOutputOnly()
    {
        using var driver = Create(WatermarkStrategy.Monotonous.WithIdleness(TimeSpan.FromSeconds(1)), lateness: 20);
        driver.AdvanceWallClock(TimeSpan.FromSeconds(1));
        driver.Input(Topics.In).Pipe("a", "500", 100);
        driver.Input(Topics.In).Pipe("a", "90", 80);
        driver.Input(Topics.In).Pipe("a", "91", 79);
        driver.Output(Topics.Out).ReadAll().Select(record => record.Value).ShouldBe(["90"]);
        driver.SideOutput("function", TimerFunction.Late).Select(record => record.Value).ShouldBe(["91"]);
        driver.DroppedRecords.ShouldBe(1);
    }

    /// <summary>One record from the year 3000 must not close every window of today.</summary>
    [Fact]
    public void MaxFuture_RecordBeyondIt_FailsAndMovesNoTime()
    {
        var builder = new StreamBuilder();
        builder.Stream(
                "source",
                Topics.In,
                new SourceOptions<string, string> { MaxFuture = TimeSpan.FromMinutes(1) })
            .Process("function", new TimerFunction())
            .To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(
            builder.Build("test"), new TestDriverOptions { Errors = ErrorPolicy.DeadLetterAlways("dead") });
        driver.Input(Topics.In).Pipe("a", "1000", 60_001);
        driver.Input(Topics.In).Pipe("a", "1000", 500);
        driver.Output(Topics.Out).IsEmpty.ShouldBeTrue();
        driver.DeadLetters().Read().Headers!.LastText(DeadLetterHeaders.Exception)
            .ShouldBe(typeof(FutureTimestampException).FullName);
        driver.Input(Topics.In).Pipe("a", "5000", 60_000);
        driver.Output(Topics.Out).Read().Value.ShouldBe("1000");
    }

    [Fact]
    public void Strategy_NegativeBounds_AreRefused()
    {
        Should.Throw<TopologyException>(() => WatermarkStrategy.BoundedOutOfOrderness(TimeSpan.FromSeconds(-1)));
        Should.Throw<TopologyException>(() => WatermarkStrategy.Monotonous.WithIdleness(TimeSpan.Zero));
    }

    static TopologyTestDriver Create(WatermarkStrategy strategy, long? lateness = null)
    {
        var builder = new StreamBuilder();
        var options = new SourceOptions<string, string> { Watermarks = strategy };
        builder.Stream("one", Topics.In, options)
            .Merge(builder.Stream("two", Topics.Other, options))
            .Process("function", new TimerFunction(), new KeyedProcessOptions<string, string>
            {
                AllowedLateness = lateness is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
                LateOutput = TimerFunction.Late,
            })
            .To("sink", Topics.Out);
        return new(builder.Build("test"));
    }

    /// <summary>Sets a timer for the time that the value says, and gives that time out when it fires.</summary>
    sealed class TimerFunction : KeyedProcessFunction<string, string, string>
    {
        public static readonly OutputTag<string, string> Late = new("late");

        public override void ProcessElement(IKeyedContext<string> context, string value, ICollector<string> output) =>
            context.Timers.SetEventTimer(long.Parse(value, System.Globalization.CultureInfo.InvariantCulture));

        public override void OnTimer(IKeyedContext<string> context, KeyedTimer timer, ICollector<string> output) =>
            output.Collect($"{timer.Time}");
    }
}
