using StreamApps.Topologies;

namespace StreamApps;

/// <summary>
/// What an application does with its topics: sources, operators with their stores, sinks. A value: building it
/// touches no broker, and it never changes. Safe for use from several threads.
/// </summary>
public sealed class Topology
{
    internal Topology(string name, IReadOnlyList<NodeSpec> nodes)
    {
        Name = name;
        Nodes = nodes;
        SubTopologies = TopologyPartitioner.Split(nodes);
    }

    /// <summary>Its name, for people: no topic and no state is named after it.</summary>
    public string Name { get; }

    internal IReadOnlyList<NodeSpec> Nodes { get; }

    internal IReadOnlyList<SubTopology> SubTopologies { get; }
}
