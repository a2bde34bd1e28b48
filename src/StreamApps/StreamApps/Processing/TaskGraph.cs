using StreamApps.Topologies;

namespace StreamApps.Processing;

/// <summary>Makes and links the nodes of one task.</summary>
internal static class TaskGraph
{
    /// <summary>The source nodes, each with the partition that it reads; several topics may share a node.</summary>
    public static List<(TopicPartition Partition, SourceNode Node)> Build(SubTopology subTopology, TaskContext context)
    {
        var nodes = new Dictionary<NodeSpec, Node>(ReferenceEqualityComparer.Instance);
        var sources = new List<(TopicPartition, SourceNode)>();
        foreach (var spec in subTopology.Nodes)
        {
            var node = spec.Create();
            node.Attach(spec.Name, context);
            nodes.Add(spec, node);
            if (node is not SourceNode source)
                continue;
            foreach (var topic in spec.Topics)
                sources.Add((new(topic.Resolve(context.Options.ApplicationId), context.Id.Partition), source));
        }
        foreach (var spec in subTopology.Nodes)
        {
            foreach (var child in spec.Children)
                nodes[spec].AddChild(nodes[child], child.SideOutput);
        }
        context.Nodes = [.. subTopology.Nodes.Select(spec => nodes[spec])];
        return sources;
    }
}
