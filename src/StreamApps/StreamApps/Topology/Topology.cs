using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>
/// What an application does with its topics: sources, operators with their stores, sinks. A value: building it
/// touches no broker, and it never changes. Safe for use from several threads.
/// </summary>
public sealed class Topology
{
    internal Topology(string name, IReadOnlyList<NodeSpec> nodes, IReadOnlyList<GlobalTableSpec> globals)
    {
        Globals = globals;
        Name = name;
        Nodes = nodes;
        SubTopologies = TopologyPartitioner.Split(nodes);
        StateShape = TopologyFingerprint.Shape(SubTopologies, globals);
        Fingerprint = TopologyFingerprint.Compute(StateShape);
    }

    /// <summary>Its name, for people: no topic and no state is named after it.</summary>
    public string Name { get; }

    /// <summary>
    /// What its state belongs to, in short: equal for topologies that may run over the same state. Names of stores,
    /// their kinds, inputs and internal topics go into it; operators without state and sinks do not. 16 hex digits.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>The lines that the fingerprint is made of, so that two topologies can be compared.</summary>
    public IReadOnlyList<string> StateShape { get; }

    /// <summary>The topics that it reads, without its own internal ones; those of global tables come last.</summary>
    public IReadOnlyList<string> SourceTopics =>
        [.. SubTopologies
            .SelectMany(sub => sub.Inputs)
            .Where(topic => !topic.IsInternal)
            .Select(topic => topic.Name)
            .Concat(Globals.Select(table => table.Topic))
            .Distinct(StringComparer.Ordinal)];

    internal IReadOnlyList<GlobalTableSpec> Globals { get; }

    internal IReadOnlyList<NodeSpec> Nodes { get; }

    internal IReadOnlyList<SubTopology> SubTopologies { get; }

    /// <summary>Writes it down: the same topology always gives the same text.</summary>
    public string Describe(TopologyFormat format = TopologyFormat.Text) => format switch
    {
        TopologyFormat.Text => TextDescription.Write(this),
        TopologyFormat.Mermaid => MermaidDescription.Write(this),
        TopologyFormat.Json => JsonDescription.Write(this),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "there is no such format"),
    };
}
