using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Dsl;

public sealed class DropDuplicatesTests
{
    /// <summary>A repeat that passes is counted, shipped or paid twice.</summary>
    [Fact]
    public void DropDuplicates_RepeatsWithinTheTime_PassOnce()
    {
        using var driver = Create();
        Pipe(driver, ("a", 0), ("a", 99), ("b", 99), ("a", 100), ("a", 199), ("a", 50), ("a", 200));
        Read(driver).ShouldBe(["a@0", "b@99", "a@100", "a@200"]);
    }

    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void DropDuplicates_AfterACrash_RemembersWhatPassed(Crash crash)
    {
        using var driver = Create();
        Pipe(driver, ("a", 0));
        driver.CrashAndRestart(crash);
        Pipe(driver, ("a", 5));
        Read(driver).ShouldBe(["a@0"]);
    }

    /// <summary>Ids that are remembered for ever fill the disk.</summary>
    [Fact]
    public void DropDuplicates_OverManyIds_ForgetsTheOld()
    {
        using var driver = Create();
        for (var time = 0; time < 5_000; time++)
            Pipe(driver, ($"id{time}", time));
        var count = 0;
        using var entries = driver.Store<IBytesStore>(
            (StoreDescriptor<IBytesStore>)driver.Tasks[0].SubTopology.Stores[0]).Scan([], []);
        while (entries.MoveNext())
            count++;
        count.ShouldBeLessThan(250);
    }

    [Fact]
    public void DropDuplicates_ByAnIdOfTheRecord_LetsRecordsWithoutOnePass()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In)
            .DropDuplicates(
                "once", TimeSpan.FromSeconds(1), (_, value) => value == "none" ? null : value, Serdes.String)
            .To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        driver.Input(Topics.In).Pipe("a", "1", 1);
        driver.Input(Topics.In).Pipe("b", "1", 2);
        driver.Input(Topics.In).Pipe("c", "none", 3);
        driver.Input(Topics.In).Pipe("d", "none", 4);
        Read(driver).ShouldBe(["a@1", "c@3", "d@4"]);
    }

    static TopologyTestDriver Create()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In)
            .DropDuplicates("once", TimeSpan.FromMilliseconds(100))
            .To("sink", Topics.Out);
        return new(builder.Build("test"));
    }

    static void Pipe(TopologyTestDriver driver, params (string Key, long Time)[] records)
    {
        foreach (var (key, time) in records)
            driver.Input(Topics.In).Pipe(key, "x", time);
    }

    static IEnumerable<string> Read(TopologyTestDriver driver) =>
        driver.Output(Topics.Out).ReadAll().Select(record => $"{record.Key}@{record.Timestamp}");
}
