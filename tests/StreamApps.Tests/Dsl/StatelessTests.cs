using StreamApps.Processing;
using StreamApps.Testing;

namespace StreamApps.Tests.Dsl;

public sealed class StatelessTests
{
    [Fact]
    public void When_OperatorsAreChained_Should_ApplyThemInOrder()
    {
        var seen = new List<string>();
        Run(
            stream => stream
                .Filter((_, value) => value.Length > 1)
                .FilterNot((key, _) => key == "skip")
                .MapValues(value => value.ToUpperInvariant())
                .SelectKey((key, value) => key + value.Length)
                .Peek((key, _) => seen.Add(key))
                .FlatMapValues((_, value) => value.Select(character => character.ToString()))
                .Map((key, value) => KeyValuePair.Create(key + value, value))
                .To("sink", Topics.Out),
            ("a", "x"), ("skip", "xx"), ("b", "xy")).ShouldBe(["b2X=X", "b2Y=Y"]);
        seen.ShouldBe(["b2"]);
    }

    [Fact]
    public void FlatMap_OfARecord_SendsAllThatItGives() =>
        Run(
            stream => stream
                .FlatMap((key, value) => new[] { KeyValuePair.Create(key, value), KeyValuePair.Create(value, key) })
                .To("sink", Topics.Out),
            ("a", "b")).ShouldBe(["a=b", "b=a"]);

    [Fact]
    public void Split_OfARecord_GoesToTheFirstBranchThatTakesIt()
    {
        void Build(IKStream<string, string> stream)
        {
            var split = stream.Split("split");
            var first = split.Branch("a", (_, value) => value.StartsWith('a'));
            var second = split.Branch("ab", (_, value) => value.StartsWith("ab", StringComparison.Ordinal));
            var rest = split.Default("rest");
            first.MapValues(value => $"a:{value}")
                .Merge(second.MapValues(value => $"ab:{value}"), rest.MapValues(value => $"rest:{value}"))
                .To("sink", Topics.Out);
        }
        Run(Build, ("k", "abc"), ("k", "b"), ("k", "a")).ShouldBe(["k=a:abc", "k=rest:b", "k=a:a"]);
    }

    [Fact]
    public void Merge_OfAStreamWithItself_PassesEachRecordOnce() =>
        Run(stream => stream.Merge(stream).To("sink", Topics.Out), ("k", "v")).ShouldBe(["k=v"]);

    [Fact]
    public void Children_OfANode_AreServedInOrderOfDeclaration()
    {
        var seen = new List<int>();
        Run(
            stream =>
            {
                stream.ForEach((_, _) => seen.Add(1));
                stream.ForEach((_, _) => seen.Add(2));
                stream.ForEach((_, _) => seen.Add(3));
                stream.To("sink", Topics.Out);
            },
            ("k", "v"));
        seen.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void To_BySelector_WritesToTheDeclaredTopicsOnly()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In).To("sink", (_, value) => value, [Topics.Out, Topics.Out2]);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        var input = driver.Input(Topics.In);
        input.Pipe("k", "out");
        input.Pipe("k", "out2");
        driver.Output(Topics.Out).ReadAll().Count.ShouldBe(1);
        driver.Output(Topics.Out2).ReadAll().Count.ShouldBe(1);
        Should.Throw<RecordFailedException>(() => input.Pipe("k", "nowhere")).Message.ShouldContain("'nowhere'");
    }

    [Fact]
    public void To_WithOptions_SetsHeadersPartitionAndLeavesTheTimeToTheLog()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In).To("sink", Topics.Out, new SinkOptions<string, string>
        {
            Headers = record => new RecordHeaders().Add("of", record.Key),
            AppendTime = true,
        });
        using var driver = new TopologyTestDriver(builder.Build("test"));
        driver.AdvanceWallClock(TimeSpan.FromSeconds(5));
        driver.Input(Topics.In).Pipe("k", "v", 100);
        var record = driver.Output(Topics.Out).Read();
        record.Timestamp.ShouldBe(5000);
        record.Headers!.LastText("of").ShouldBe("k");
    }

    [Fact]
    public void Records_WithHeadersAndNulls_PassUnchanged()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In).Filter((_, _) => true).To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        driver.Input(Topics.In).Pipe(null, null, 7, new RecordHeaders().Add("h", "1"));
        var record = driver.Output(Topics.Out).Read();
        record.ShouldBe(new TestRecord<string, string>(null, null, 7, record.Headers));
        record.Headers!.LastText("h").ShouldBe("1");
    }

    [Fact]
    public void Repartition_OfARekeyedStream_GoesThroughAnInternalTopicAndDropsNullKeys()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In)
            .SelectKey((_, value) => value == "none" ? null! : value)
            .Repartition("by-value", Serdes.String)
            .To("sink", Topics.Out);
        var topology = builder.Build("test");
        topology.SubTopologies.Select(part => part.Name).ShouldBe(["source", "by-value"]);
        using var driver = new TopologyTestDriver(topology);
        driver.Input(Topics.In).Pipe("k", "none");
        driver.Input(Topics.In).Pipe("k", "v", 9);
        var record = driver.Output(Topics.Out).Read();
        (record.Key, record.Value, record.Timestamp).ShouldBe(("v", "v", 9));
        driver.Output(Topics.Out).ReadAll().Count.ShouldBe(1);
        driver.DroppedRecords.ShouldBe(1);
        driver.Log.End("test-by-value-repartition").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Timestamps_OfAnExtractor_ReplaceThoseOfKafkaAndNegativeOnesDropTheRecord()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In, new SourceOptions<string, string>
        {
            Timestamps = static (in Record<string, string> record, long partitionTime) =>
                record.Value == "last" ? partitionTime : long.Parse(record.Value),
        }).To("sink", Topics.Out);
        using var driver = new TopologyTestDriver(builder.Build("test"));
        foreach (var value in new[] { "50", "-1", "last" })
            driver.Input(Topics.In).Pipe("k", value, 1);
        driver.Output(Topics.Out).ReadAll().Select(record => record.Timestamp).ShouldBe([50, 50]);
        driver.DroppedRecords.ShouldBe(1);
    }

    static List<string> Run(Action<IKStream<string, string>> build, params (string Key, string Value)[] records)
    {
        var builder = new StreamBuilder();
        build(builder.Stream("source", Topics.In));
        using var driver = new TopologyTestDriver(builder.Build("test"));
        foreach (var (key, value) in records)
            driver.Input(Topics.In).Pipe(key, value);
        return [.. driver.Output(Topics.Out).ReadAll().Select(record => $"{record.Key}={record.Value}")];
    }
}
