using System.Text;

namespace StreamApps.Topologies;

/// <summary>A topology as a Mermaid flowchart: topics as cylinders, stores as slanted boxes.</summary>
internal static class MermaidDescription
{
    public static string Write(Topology topology)
    {
        var text = new StringBuilder("flowchart LR\n");
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var topic in topology.Nodes.SelectMany(node => node.Topics).Distinct())
        {
            text.Append("  ").Append(Number(numbers, "t", $"topic {topic}"))
                .Append("[(\"").Append(Safe(topic)).Append("\")]\n");
        }
        foreach (var table in topology.Globals)
        {
            text.Append("  ").Append(Number(numbers, "g", $"global {table.Name}"))
                .Append("[/\"").Append(table.Name).Append("<br/>global table of ").Append(table.Topic).Append("\"/]\n");
        }
        foreach (var part in topology.SubTopologies)
        {
            text.Append("  subgraph \"").Append(part.Name).Append("\"\n");
            foreach (var node in part.Nodes)
            {
                text.Append("    ").Append(Number(numbers, "n", node.Name))
                    .Append("[\"").Append(node.Name).Append("<br/>").Append(node.Operator).Append("\"]\n");
            }
            foreach (var store in part.Stores)
            {
                text.Append("    ").Append(Number(numbers, "s", $"store {store.Name}"))
                    .Append("[/\"").Append(store.Name).Append("\"/]\n");
            }
            text.Append("  end\n");
        }
        foreach (var node in topology.Nodes)
            WriteEdges(node, numbers, text);
        return text.ToString();
    }

    static void WriteEdges(NodeSpec node, Dictionary<string, string> numbers, StringBuilder text)
    {
        var own = numbers[node.Name];
        foreach (var topic in node.Topics)
        {
            var other = numbers[$"topic {topic}"];
            var (from, to) = node.Kind == NodeKind.Source ? (other, own) : (own, other);
            text.Append("  ").Append(from).Append(" --> ").Append(to).Append('\n');
        }
        foreach (var child in node.Children)
            text.Append("  ").Append(own).Append(" --> ").Append(numbers[child.Name]).Append('\n');
        foreach (var store in node.Stores)
            text.Append("  ").Append(own).Append(" -.- ").Append(numbers[$"store {store.Name}"]).Append('\n');
    }

    static string Number(Dictionary<string, string> numbers, string prefix, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
            numbers.Add(name, number = $"{prefix}{numbers.Count + 1}");
        return number;
    }

    static string Safe(TopicName topic) => topic.IsInternal ? $"‹application id›-{topic.Name}" : topic.Name;
}
