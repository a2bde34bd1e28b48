using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Tests.Dsl;

public sealed class TableTests
{
    [Fact]
    public void Count_OfAStream_GivesEveryChangeWithTheLargestTime()
    {
        var builder = new StreamBuilder();
        var counts = builder.Stream("source", Topics.In).GroupByKey().Count("counts");
        counts.ToStream().To("sink", Topics.Numbers);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        var input = driver.Input(Topics.In);
        input.Pipe("a", "x", 10);
        input.Pipe("a", "x", 5);
        input.Pipe("b", "x", 1);
        input.Pipe(null, "x", 1);
        input.Pipe("a", null, 1);
        driver.Output(Topics.Numbers).ReadAll().Select(record => (record.Key, record.Value, record.Timestamp))
            .ShouldBe([("a", 1, 10), ("a", 2, 10), ("b", 1, 1)]);
        driver.DroppedRecords.ShouldBe(2);
        driver.Store(counts.Store!).TryGet("a", out var row).ShouldBeTrue();
        row.ShouldBe(new Timestamped<long>(2, 10));
    }

    [Fact]
    public void Reduce_ToNull_DeletesTheRowAndStartsAgain() =>
        Run(
            stream => stream.GroupByKey()
                .Reduce("reduced", (old, value) => value == "end" ? null! : old + value)
                .ToStream().To("sink", Topics.Out),
            ("a", "x"), ("a", "y"), ("a", "end"), ("a", "z")).ShouldBe(["a=x", "a=xy", "a=", "a=z"]);

    [Fact]
    public void Aggregate_ByAnotherKey_GoesThroughANamedRepartition()
    {
        void Build(IKStream<string, string> stream) => stream
            .GroupBy(
                (_, value) => value[..1],
                new Grouped<string, string> { Name = "by-first", KeySerde = Serdes.String })
            .Aggregate("joined", () => "", (key, value, all) => all + key + value, Serdes.String)
            .ToStream().To("sink", Topics.Out);
        Run(Build, ("k", "xa"), ("l", "ya"), ("m", "xb")).ShouldBe(["x=xxa", "y=yya", "x=xxaxxb"]);
    }

    [Fact]
    public void GroupByKey_AfterAChangedKeyWithoutName_SaysToNameIt()
    {
        var builder = new StreamBuilder();
        var stream = builder.Stream("source", Topics.In).SelectKey((_, value) => value);
        Should.Throw<TopologyException>(() => stream.GroupByKey()).Message.ShouldContain("Grouped.Name");
        Should.Throw<TopologyException>(() => stream.ToTable("table", Serdes.String))
            .Message.ShouldContain("Repartition");
    }

    [Fact]
    public void Table_FilteredAndMapped_DeletesRowsThatNoLongerPass()
    {
        void Build(IKStream<string, string> stream) => stream.ToTable("rows")
            .Filter((_, value) => value.Length > 1)
            .MapValues((key, value) => key + value.ToUpperInvariant())
            .ToStream().To("sink", Topics.Out);
        Run(Build, ("a", "x"), ("a", "xx"), ("a", "xyz"), ("a", "y"), ("a", "y"), ("a", "zz"), ("a", null))
            .ShouldBe(["a=aXX", "a=aXYZ", "a=", "a=aZZ", "a="]);
    }

    [Fact]
    public void Join_OfAStreamWithATable_SeesTheRowOfTheMoment()
    {
        var builder = new StreamBuilder();
        var table = builder.Table("prices", Topics.Other).Filter((_, value) => value != "hidden");
        var stream = builder.Stream("orders", Topics.In);
        stream.Join(table, (key, value, row) => $"{value}+{row}").To("inner", Topics.Out);
        stream.LeftJoin(table, (key, value, row) => $"{value}+{row ?? "none"}").To("left", Topics.Out2);
        var topology = builder.Build("test");
        topology.SubTopologies.Count.ShouldBe(1);
        topology.SubTopologies[0].NeedsCoPartitioning.ShouldBeTrue();
        using var driver = new TopologyTestDriver(topology);
        var (orders, prices) = (driver.Input(Topics.In), driver.Input(Topics.Other));
        orders.Pipe("a", "1", 1);
        prices.Pipe("a", "x", 2);
        orders.Pipe("a", "2", 3);
        prices.Pipe("a", "hidden", 4);
        orders.Pipe("a", "3", 5);
        prices.Pipe("a", null, 6);
        orders.Pipe("a", "4", 7);
        orders.Pipe(null, "5", 8);
        driver.Output(Topics.Out).ReadAll().Select(record => record.Value).ShouldBe(["2+x"]);
        driver.Output(Topics.Out2).ReadAll().Select(record => record.Value)
            .ShouldBe(["1+none", "2+x", "3+none", "4+none", "5+none"]);
    }

    [Fact]
    public void Join_OfTwoTables_ChangesWithEitherAndEndsWithEither()
    {
        var builder = new StreamBuilder();
        var left = builder.Table("left", Topics.In);
        var right = builder.Table("right", Topics.Other).MapValues((_, value) => value + "!");
        left.Join(right, (one, two) => one + two).ToStream().To("inner", Topics.Out);
        left.OuterJoin(right, (one, two) => $"{one ?? "none"}-{two ?? "none"}").ToStream().To("outer", Topics.Out2);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        var (lefts, rights) = (driver.Input(Topics.In), driver.Input(Topics.Other));
        lefts.Pipe("k", "a", 10);
        rights.Pipe("k", "b", 5);
        lefts.Pipe("k", "c", 3);
        rights.Pipe("k", null, 20);
        lefts.Pipe("k", null, 30);
        driver.Output(Topics.Out).ReadAll().Select(record => $"{record.Value}@{record.Timestamp}")
            .ShouldBe(["ab!@10", "cb!@5", "@20"]);
        driver.Output(Topics.Out2).ReadAll().Select(record => $"{record.Value}@{record.Timestamp}")
            .ShouldBe(["a-none@10", "a-b!@10", "c-b!@5", "c-none@20", "@30"]);
    }

    [Fact]
    public void OrNull_OnATopicOfNumbers_LetsTombstonesThrough()
    {
        var topic = new Topic<string, long?>("numbers", Serdes.String, Serdes.Int64.OrNull());
        var output = new Topic<string, long?>("out", Serdes.String, Serdes.Int64.OrNull());
        var builder = new StreamBuilder();
        builder.Table("rows", topic).ToStream().To("sink", output);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        driver.Input(topic).Pipe("a", 7);
        driver.Input(topic).Pipe("a", null);
        driver.Output(output).ReadAll().Select(record => record.Value).ShouldBe([7, null]);
    }

    static List<string> Run(Action<IKStream<string, string>> build, params (string Key, string? Value)[] records)
    {
        var builder = new StreamBuilder();
        build(builder.Stream("source", Topics.In));
        using var driver = new TopologyTestDriver(builder.Build("test"));
        foreach (var (key, value) in records)
            driver.Input(Topics.In).Pipe(key, value);
        return [.. driver.Output(Topics.Out).ReadAll().Select(record => $"{record.Key}={record.Value}")];
    }
}
