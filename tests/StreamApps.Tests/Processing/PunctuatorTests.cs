using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Processing;

public sealed class PunctuatorTests
{
    [Fact]
    public void StreamTime_FiresAfterTheRecordThatReachesAMultipleAndOnceForSeveral()
    {
        using var driver = Driver(PunctuationType.StreamTime);
        foreach (var time in new long[] { 3, 5, 10, 12, 47, 50 })
            driver.Input(Topics.In).Pipe("k", "r", time);
        Texts(driver).ShouldBe(["r@3", "3", "r@5", "r@10", "10", "r@12", "r@47", "47", "r@50", "50"]);
    }

    [Fact]
    public void WallClock_FiresEveryIntervalFromTheStart()
    {
        using var driver = Driver(PunctuationType.WallClock);
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(9));
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(1));
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(35));
        Texts(driver).ShouldBe(["10", "45"]);
        driver.Tasks[0].Task.NextPunctuation.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(50));
    }

    /// <summary>A restart must not fire again what has fired: it would send its output twice.</summary>
    [Fact]
    public void StreamTime_AfterACrash_DoesNotFireAgain()
    {
        using var driver = Driver(PunctuationType.StreamTime);
        driver.Input(Topics.In).Pipe("k", "r", 12);
        driver.CrashAndRestart(Crash.WithoutDisk);
        driver.Input(Topics.In).Pipe("k", "r", 13);
        driver.Input(Topics.In).Pipe("k", "r", 20);
        Texts(driver).ShouldBe(["r@12", "12", "r@13", "r@20", "20"]);
    }

    [Fact]
    public void Dispose_OfASchedule_EndsTheCalls()
    {
        using var driver = Driver(PunctuationType.StreamTime);
        driver.Input(Topics.In).Pipe("k", "r", 1);
        driver.Input(Topics.In).Pipe("k", "stop", 100);
        driver.Input(Topics.In).Pipe("k", "r", 200);
        Texts(driver).ShouldBe(["r@1", "1", "stop@100", "r@200"]);
    }

    static IEnumerable<string> Texts(TopologyTestDriver driver) =>
        driver.Output(Topics.Out).ReadAll().Select(record => record.Value!);

    static TopologyTestDriver Driver(PunctuationType type)
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In)
            .Process("tick", () => new Ticker(type), CountingProcessor.Blobs)
            .To("sink", Topics.Out);
        return new TopologyTestDriver(builder.Build("test"));
    }

    sealed class Ticker(PunctuationType type) : IProcessor<string, string, string, string>
    {
        IProcessorContext<string, string>? _context;
        IDisposable? _schedule;

        public void Init(IProcessorContext<string, string> context)
        {
            _context = context;
            _schedule = context.Schedule(TimeSpan.FromMilliseconds(10), type, time =>
                context.Forward(new Record<string, string>("tick", $"{time}", time)));
        }

        public void Process(in Record<string, string> record)
        {
            if (record.Value == "stop")
                _schedule!.Dispose();
            _context!.Forward(record.WithValue($"{record.Value}@{record.Timestamp}"), "sink");
        }
    }
}
