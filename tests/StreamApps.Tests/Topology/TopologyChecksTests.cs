using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Tests.Topology;

/// <summary>A wrong topology must be refused when it is built, by a message that says what to change.</summary>
public sealed class TopologyChecksTests
{
    static readonly StoreDescriptor<IBytesStore> Store = Stores.Bytes("store");

    [Fact]
    public void Build_WithTwoNodesOfAName_NamesBoth() =>
        Fails(TopologyErrorKind.DuplicateName, builder =>
        {
            builder.Stream("one", Topics.In).To("one", Topics.Out);
        }).ShouldContain("'one' (source and sink): rename");

    [Fact]
    public void Build_WithATopicReadTwice_NamesBothSources() =>
        Fails(TopologyErrorKind.Topic, builder =>
        {
            builder.Stream("one", Topics.In);
            builder.Stream("two", Topics.In);
        }).ShouldContain("'one' and 'two'");

    [Fact]
    public void Build_WithASinkToItsOwnSource_IsRefusedUnlessDeclared()
    {
        Fails(TopologyErrorKind.Cycle, builder => builder.Stream("one", Topics.In).To("sink", Topics.In))
            .ShouldContain("AllowOwnSource");
        var builder = new StreamBuilder();
        builder.Stream("one", Topics.In)
            .To("sink", Topics.In, new SinkOptions<string, string> { AllowOwnSource = true });
        builder.Build("test").ShouldNotBeNull();
    }

    /// <summary>Records that go round over two topics fill the disk as surely as over one.</summary>
    [Fact]
    public void Build_WithACycleOverTwoTopics_NamesTheWayRound() =>
        Fails(TopologyErrorKind.Cycle, builder =>
        {
            builder.Stream("one", Topics.In).Filter((_, _) => true).To(
                "there", Topics.Other, new SinkOptions<string, string> { AllowOwnSource = true });
            builder.Stream("two", Topics.Other).To("back", Topics.In);
        }).ShouldContain("by 'one' -> 'one.filter-1' -> 'there' -> 'two' -> 'back'");

    /// <summary>What is read again in another place comes a commit later and in another order.</summary>
    [Fact]
    public void Build_WithASinkToAnotherSource_SaysToMerge() =>
        Fails(TopologyErrorKind.OwnSource, builder =>
        {
            builder.Stream("one", Topics.In).To("sink", Topics.Other);
            builder.Stream("two", Topics.Other).ForEach((_, _) => { });
        }).ShouldContain("source 'two'");

    [Fact]
    public void Build_WithTwoStoresOfAName_IsRefused() =>
        Fails(TopologyErrorKind.DuplicateName, builder =>
        {
            var stream = builder.Stream("one", Topics.In);
            stream.Process("p", () => new Nothing(), Store);
            stream.Process("q", () => new Nothing(), Stores.Bytes("store"));
        }).ShouldContain("two stores named 'store'");

    [Fact]
    public void Build_WithoutSource_IsRefused() =>
        Fails(TopologyErrorKind.Structure, _ => { }).ShouldContain("no source");

    [Fact]
    public void Build_WithANameThatIsNoTopicName_IsRefused()
    {
        Fails(TopologyErrorKind.Name, builder => builder.Stream("a b", Topics.In)).ShouldContain("'a b'");
        Fails(TopologyErrorKind.Name, builder => builder.Stream("", Topics.In)).ShouldContain("no name");
    }

    [Fact]
    public void Repartition_WithoutSerdeAfterAChangedKey_SaysWhichToPass() =>
        Fails(
            TopologyErrorKind.MissingSerde,
            builder => builder.Stream("one", Topics.In).SelectKey((_, value) => value).Repartition("again"))
            .ShouldContain("pass keySerde");

    [Fact]
    public void Branch_AfterTheDefault_IsRefused() =>
        Fails(TopologyErrorKind.Structure, builder =>
        {
            var split = builder.Stream("one", Topics.In).Split("split");
            split.Default("rest");
            split.Branch("late", (_, _) => true);
        }).ShouldContain("default branch last");

    /// <summary>A start that fails on the broker is found hours later than one that does not build.</summary>
    [Fact]
    public void Build_JoinedRepartitionsOfUnequalPartitions_NamesBoth() =>
        Fails(TopologyErrorKind.NotCoPartitioned, builder => Repartitioned(builder, "a", Topics.In, 4).Join(
                "join",
                Repartitioned(builder, "b", Topics.Other, 8),
                (_, left, right) => left + right,
                JoinWindows.Within(TimeSpan.FromSeconds(1))))
            .ShouldContain("4 ('a-repartition'), 8 ('b-repartition')");

    [Fact]
    public void Join_AfterAChangedKey_SaysToRepartition()
    {
        var builder = new StreamBuilder();
        var stream = builder.Stream("one", Topics.In);
        var changed = stream.SelectKey((_, value) => value);
        var windows = JoinWindows.Within(TimeSpan.FromSeconds(1));
        Should.Throw<TopologyException>(() => changed.Join("join", stream, (_, one, two) => one + two, windows))
            .Message.ShouldContain("call Repartition");
        Should.Throw<TopologyException>(() => stream.Join("join", changed, (_, one, two) => one + two, windows))
            .Message.ShouldContain("call Repartition");
        Should.Throw<TopologyException>(() => changed.DropDuplicates("once", TimeSpan.FromSeconds(1), Serdes.String))
            .Message.ShouldContain("call Repartition");
    }

    [Fact]
    public void Join_ValuesThatChangedWithoutSerde_SaysWhichIsMissing()
    {
        var builder = new StreamBuilder();
        var stream = builder.Stream("one", Topics.In);
        Should.Throw<TopologyException>(() => stream.MapValues(value => value.Length).Join(
                "join", stream, (_, one, two) => two, JoinWindows.Within(TimeSpan.FromSeconds(1))))
            .Message.ShouldContain("no serde for its left values of type Int32");
    }

    [Fact]
    public void BufferedJoin_TableWithoutHistory_SaysToKeepOne()
    {
        var builder = new StreamBuilder();
        var stream = builder.Stream("one", Topics.In);
        var table = builder.Table("table", Topics.Other);
        var buffer = new BufferedJoin<string, string> { Name = "join", Grace = TimeSpan.FromSeconds(1) };
        Should.Throw<TopologyException>(() => stream.Join(table, (_, value, row) => value + row, buffer))
            .Message.ShouldContain("TableOptions.History");
    }

    [Fact]
    public void Merge_StreamsOfTwoBuilders_IsRefused()
    {
        var one = new StreamBuilder().Stream("one", Topics.In);
        var two = new StreamBuilder().Stream("two", Topics.Other);
        Should.Throw<TopologyException>(() => one.Merge(two)).Message.ShouldContain("another StreamBuilder");
    }

    [Fact]
    public void Build_SinkToTheTopicOfAGlobalTable_IsRefused() =>
        Fails(TopologyErrorKind.OwnSource, builder =>
        {
            builder.GlobalTable("rows", Topics.Other);
            builder.Stream("one", Topics.In).To("sink", Topics.Other);
        }).ShouldContain("global table 'rows'");

    /// <summary>Two topics with the same records cost twice the disk and the network; one name is one topic.</summary>
    [Fact]
    public void Repartition_AskedForTwiceByOneName_IsOneTopic()
    {
        var builder = new StreamBuilder();
        var changed = builder.Stream("one", Topics.In).SelectKey((_, value) => value);
        var grouped = new Grouped<string, string> { Name = "by-value", KeySerde = Serdes.String };
        changed.GroupByKey(grouped).Count("counts");
        changed.GroupByKey(grouped).Reduce("last", (_, value) => value);
        var topology = builder.Build("test");
        topology.SubTopologies[0].Outputs.Count.ShouldBe(1);
        topology.SubTopologies[1].Stores.Select(store => store.Name).ShouldBe(["counts", "last"]);
        Fails(TopologyErrorKind.DuplicateName, other =>
        {
            var stream = other.Stream("one", Topics.In);
            stream.SelectKey((_, value) => value).GroupByKey(grouped).Count("counts");
            stream.SelectKey((_, value) => value + "x").GroupByKey(grouped).Count("others");
        }).ShouldContain("two nodes named 'by-value");
    }

    static IKStream<string, string> Repartitioned(
        StreamBuilder builder, string name, Topic<string, string> topic, int partitions) =>
        builder.Stream($"{name}-source", topic).Repartition(
            name, options: new RepartitionOptions<string, string> { Partitions = partitions });

    [Fact]
    public void SubTopologies_AreSplitAtTopicsAndJoinedBySharedStores()
    {
        var builder = new StreamBuilder();
        var one = builder.Stream("one", Topics.In);
        var two = builder.Stream("two", Topics.Other);
        builder.Stream("three", Topics.Numbers).ForEach((_, _) => { });
        one.Process("p", () => new Nothing(), Store);
        two.Process("q", () => new Nothing(), Store);
        var topology = builder.Build("test");
        topology.SubTopologies.Select(part => part.Name).ShouldBe(["one", "three"]);
        topology.SubTopologies[0].NeedsCoPartitioning.ShouldBeTrue();
        topology.SubTopologies[0].Changelog!.Value.Resolve("app").ShouldBe("app-one-changelog");
        topology.SubTopologies[1].Changelog.ShouldBeNull();
    }

    static string Fails(TopologyErrorKind kind, Action<StreamBuilder> build)
    {
        var error = Should.Throw<TopologyException>(() =>
        {
            var builder = new StreamBuilder();
            build(builder);
            builder.Build("test");
        });
        error.Kind.ShouldBe(kind);
        return error.Message;
    }

    sealed class Nothing : IProcessor<string, string, string, string>
    {
        public void Init(IProcessorContext<string, string> context)
        {
        }

        public void Process(in Record<string, string> record)
        {
        }
    }
}
