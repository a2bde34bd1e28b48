using System.Text;

namespace StreamApps.Topologies;

/// <summary>A topology as text: one line for each fact, so that a difference is easy to read.</summary>
internal static class TextDescription
{
    public static string Write(Topology topology)
    {
        var text = new StringBuilder();
        text.Append("topology ").Append(topology.Name).Append('\n');
        text.Append("fingerprint ").Append(topology.Fingerprint).Append('\n');
        foreach (var table in topology.Globals)
            text.Append("\nglobal table ").Append(table.Name).Append(" <- ").Append(table.Topic).Append('\n');
        foreach (var part in topology.SubTopologies)
            Write(part, text);
        return text.ToString();
    }

    static void Write(SubTopology part, StringBuilder text)
    {
        text.Append("\nsub-topology ").Append(part.Name).Append('\n');
        foreach (var topic in part.Inputs)
            text.Append("  reads ").Append(topic).Append('\n');
        foreach (var topic in part.Outputs)
            text.Append("  writes ").Append(topic).Append('\n');
        if (part.Changelog is { } changelog)
            text.Append("  changelog ").Append(changelog).Append('\n');
        foreach (var store in part.Stores)
        {
            text.Append("  store ").Append(store.Name).Append(": ").Append(store.Kind);
            if (part.SourceOf(store) is { } topic)
                text.Append(", restored from ").Append(topic);
            text.Append('\n');
        }
        if (part.NeedsCoPartitioning)
            text.Append("  co-partitioned: all that it reads must have the same number of partitions\n");
        foreach (var node in part.Nodes)
            Write(node, text);
    }

    static void Write(NodeSpec node, StringBuilder text)
    {
        text.Append("  ").Append(node.Operator).Append(' ').Append(node.Name);
        if (node.Stores.Count > 0)
            text.Append(" [").AppendJoin(", ", node.Stores.Select(store => store.Name)).Append(']');
        if (node.Kind == NodeKind.Source)
            text.Append(" <- ").AppendJoin(", ", node.Topics);
        if (node.Kind == NodeKind.Sink)
            text.Append(" -> ").AppendJoin(", ", node.Topics);
        text.Append('\n');
        foreach (var child in node.Children)
            text.Append("    to ").Append(child.Name).Append('\n');
    }
}
