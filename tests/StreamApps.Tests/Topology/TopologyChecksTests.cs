using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Tests.Topology;

/// <summary>A wrong topology must be refused when it is built, by a message that says what to change.</summary>
public sealed class TopologyChecksTests
{
    static readonly StoreDescriptor<IBytesStore> Store = Stores.Bytes("store");

    [Fact]
    public void Build_WithTwoNodesOfAName_NamesBoth() =>
        Fails(builder =>
        {
            builder.Stream("one", Topics.In).To("one", Topics.Out);
        }).ShouldContain("'one' (source and sink): rename");

    [Fact]
    public void Build_WithATopicReadTwice_NamesBothSources() =>
        Fails(builder =>
        {
            builder.Stream("one", Topics.In);
            builder.Stream("two", Topics.In);
        }).ShouldContain("'one' and 'two'");

    [Fact]
    public void Build_WithASinkToItsOwnSource_IsRefusedUnlessDeclared()
    {
        Fails(builder => builder.Stream("one", Topics.In).To("sink", Topics.In)).ShouldContain("AllowOwnSource");
        var builder = new StreamBuilder();
        builder.Stream("one", Topics.In)
            .To("sink", Topics.In, new SinkOptions<string, string> { AllowOwnSource = true });
        builder.Build("test").ShouldNotBeNull();
    }

    [Fact]
    public void Build_WithTwoStoresOfAName_IsRefused() =>
        Fails(builder =>
        {
            var stream = builder.Stream("one", Topics.In);
            stream.Process("p", () => new Nothing(), Store);
            stream.Process("q", () => new Nothing(), Stores.Bytes("store"));
        }).ShouldContain("two stores named 'store'");

    [Fact]
    public void Build_WithoutSource_IsRefused() => Fails(_ => { }).ShouldContain("no source");

    [Fact]
    public void Build_WithANameThatIsNoTopicName_IsRefused()
    {
        Fails(builder => builder.Stream("a b", Topics.In)).ShouldContain("'a b'");
        Fails(builder => builder.Stream("", Topics.In)).ShouldContain("no name");
    }

    [Fact]
    public void Repartition_WithoutSerdeAfterAChangedKey_SaysWhichToPass() =>
        Fails(builder => builder.Stream("one", Topics.In).SelectKey((_, value) => value).Repartition("again"))
            .ShouldContain("pass keySerde");

    [Fact]
    public void Branch_AfterTheDefault_IsRefused() =>
        Fails(builder =>
        {
            var split = builder.Stream("one", Topics.In).Split("split");
            split.Default("rest");
            split.Branch("late", (_, _) => true);
        }).ShouldContain("default branch last");

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

    static string Fails(Action<StreamBuilder> build) => Should.Throw<TopologyException>(() =>
    {
        var builder = new StreamBuilder();
        build(builder);
        builder.Build("test");
    }).Message;

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
