using System.Text.Json;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Tests.Topology;

public sealed class DescribeTests
{
    /// <summary>This text is what a team approves: a changed name of state must show in it.</summary>
    [Fact]
    public void Describe_AsText_ShowsAllNamesOfStateAndTopics() =>
        Build().Describe().ShouldBe(
            """
            topology sample
            fingerprint FINGERPRINT

            sub-topology source
              reads in
              writes <application id>-again-repartition
              source source <- in
                to source.select-key-1
              select-key source.select-key-1
                to again.write
              repartition again.write -> <application id>-again-repartition

            sub-topology again
              reads <application id>-again-repartition
              writes out
              changelog <application id>-again-changelog
              store store: key-value
              source again <- <application id>-again-repartition
                to process
              process process [store]
                to sink
              sink sink -> out

            """.Replace("FINGERPRINT", Build().Fingerprint, StringComparison.Ordinal).ReplaceLineEndings("\n"));

    [Fact]
    public void Fingerprint_ChangesWithStateAndWithNothingElse()
    {
        var sample = Build().Fingerprint;
        sample.Length.ShouldBe(16);
        Build().Fingerprint.ShouldBe(sample);
        Build(filter: true).Fingerprint.ShouldBe(sample, "an operator without state must not look like other state");
        Build(store: "renamed").Fingerprint.ShouldNotBe(sample, StringComparer.Ordinal);
        Build(repartition: "renamed").Fingerprint.ShouldNotBe(sample, StringComparer.Ordinal);
    }

    [Fact]
    public void Describe_AsMermaidAndJson_HasAllNodes()
    {
        var topology = Build();
        var mermaid = topology.Describe(TopologyFormat.Mermaid);
        mermaid.ShouldStartWith("flowchart LR\n");
        using var json = JsonDocument.Parse(topology.Describe(TopologyFormat.Json));
        var nodes = json.RootElement.GetProperty("subTopologies").EnumerateArray()
            .SelectMany(part => part.GetProperty("nodes").EnumerateArray())
            .Select(node => node.GetProperty("name").GetString()!)
            .ToList();
        nodes.ShouldBe(topology.Nodes.Select(node => node.Name));
        foreach (var node in nodes)
            mermaid.ShouldContain($"\"{node}<br/>");
    }

    static StreamApps.Topology Build(string store = "store", string repartition = "again", bool filter = false)
    {
        var builder = new StreamBuilder();
        var stream = builder.Stream("source", Topics.In);
        if (filter)
            stream = stream.Filter((_, _) => true);
        stream.SelectKey((_, value) => value)
            .Repartition(repartition, Serdes.String)
            .Process("process", () => new Pass(), Stores.KeyValue(store, Serdes.String, Serdes.String))
            .To("sink", Topics.Out);
        return builder.Build("sample");
    }

    sealed class Pass : IProcessor<string, string, string, string>
    {
        IProcessorContext<string, string>? _context;

        public void Init(IProcessorContext<string, string> context) => _context = context;

        public void Process(in Record<string, string> record) => _context!.Forward(record);
    }
}
