using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Joins;

public sealed class GlobalTableTests
{
    static readonly Topic<string, long> Prices = new("prices", Serdes.String, Serdes.Int64);

    [Fact]
    public void Join_ByAKeyOfTheRecord_FindsTheRowOfThatMoment()
    {
        using var driver = Create(out var table);
        driver.Input(Topics.In).Pipe("order1", "apple", 1);
        driver.Input(Prices).Pipe("apple", 5, 2);
        driver.Input(Topics.In).Pipe("order2", "apple", 3);
        driver.Input(Prices).Pipe("apple", 6, 4);
        driver.Input(Topics.In).Pipe("order3", "apple", 5);
        driver.Output(Topics.Out).ReadAll().Select(record => $"{record.Key}={record.Value}")
            .ShouldBe(["order1=apple:none", "order2=apple:5", "order3=apple:6"]);
        driver.Store(table.Store).TryGet("apple", out var row).ShouldBeTrue();
        row.ShouldBe(new Timestamped<long>(6, 4));
    }

    /// <summary>
    /// The table is what its topic says: it must be there again after a crash, with or without its disk.
    /// </summary>
    [Theory]
    [InlineData(Crash.BeforeCommit)]
    [InlineData(Crash.WithoutDisk)]
    public void Join_AfterACrash_FindsTheRowsAgain(Crash crash)
    {
        using var driver = Create(out _);
        driver.Input(Prices).Pipe("apple", 5, 2);
        driver.CrashAndRestart(crash);
        driver.Input(Topics.In).Pipe("order", "apple", 3);
        driver.Output(Topics.Out).Read().Value.ShouldBe("apple:5");
    }

    /// <summary>
    /// A row that cannot be read must be found when it comes, not be blamed on the record that looks it up.
    /// </summary>
    [Fact]
    public void GlobalTable_RowThatCannotBeRead_IsTheHandlersToDecide()
    {
        using (var driver = Create(out _))
        {
            Should.Throw<RecordFailedException>(() => driver.Input(Prices).PipeBytes([97], [1, 2, 3], 1))
                .Message.ShouldContain("prices");
        }
        var skip = new ErrorPolicy { OnDeserialization = static _ => ErrorAction.Skip };
        using (var driver = Create(out _, skip))
        {
            driver.Input(Prices).PipeBytes([97], [1, 2, 3], 1);
            driver.Input(Topics.In).Pipe("order", "a", 3);
            driver.Output(Topics.Out).Read().Value.ShouldBe("a:none");
        }
    }

    [Fact]
    public void Store_OfAGlobalTable_CannotBeWritten()
    {
        using var driver = Create(out var table);
        Should.Throw<InvalidOperationException>(() => driver.Store(table.Store).Delete("a"))
            .Message.ShouldContain("write to the topic");
    }

    [Fact]
    public void Build_GlobalTableWithATakenName_IsRefused()
    {
        var builder = new StreamBuilder();
        builder.Stream("prices", Topics.In);
        builder.GlobalTable("prices", Prices);
        Should.Throw<TopologyException>(() => builder.Build("test")).Message.ShouldContain("rename");
    }

    [Fact]
    public void Describe_ShowsTheGlobalTableWithItsTopic()
    {
        var builder = new StreamBuilder();
        Build(builder, out _);
        var topology = builder.Build("test");
        topology.Describe().ShouldContain("global table prices <- prices");
        topology.SourceTopics.ShouldBe(["in", "prices"]);
        topology.StateShape.Contains("global table prices: prices", StringComparer.Ordinal).ShouldBeTrue();
    }

    static TopologyTestDriver Create(out IGlobalKTable<string, long> table, ErrorPolicy? errors = null)
    {
        var builder = new StreamBuilder();
        Build(builder, out table);
        return new(builder.Build("test"), new TestDriverOptions { Errors = errors ?? ErrorPolicy.FailAlways });
    }

    static void Build(StreamBuilder builder, out IGlobalKTable<string, long> table)
    {
        table = builder.GlobalTable("prices", Prices);
        builder.Stream("source", Topics.In)
            .LeftJoin(
                table,
                (_, value) => value,
                (_, value, price) => $"{value}:{(price == 0 ? "none" : price)}")
            .To("sink", Topics.Out);
    }
}
