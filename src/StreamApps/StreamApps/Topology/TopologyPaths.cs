namespace StreamApps.Topologies;

/// <summary>Ways that records take through a topology, over its own topics too.</summary>
internal static class TopologyPaths
{
    /// <summary>The nodes of a shortest way from one node to another; null when there is none.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="readers">The source of each topic that is read.</param>
    public static IReadOnlyList<NodeSpec>? Find(
        NodeSpec from, NodeSpec to, IReadOnlyDictionary<TopicName, NodeSpec> readers)
    {
        var before = new Dictionary<NodeSpec, NodeSpec?>(ReferenceEqualityComparer.Instance) { [from] = null };
        var open = new Queue<NodeSpec>([from]);
        while (open.TryDequeue(out var node))
        {
            if (ReferenceEquals(node, to))
                return Path(node, before);
            foreach (var next in Next(node, readers))
            {
                if (before.TryAdd(next, node))
                    open.Enqueue(next);
            }
        }
        return null;
    }

    static IEnumerable<NodeSpec> Next(NodeSpec node, IReadOnlyDictionary<TopicName, NodeSpec> readers)
    {
        foreach (var child in node.Children)
            yield return child;
        if (node.Kind == NodeKind.Source)
            yield break;
        foreach (var topic in node.Topics)
        {
            if (readers.TryGetValue(topic, out var reader))
                yield return reader;
        }
    }

    static List<NodeSpec> Path(NodeSpec end, Dictionary<NodeSpec, NodeSpec?> before)
    {
        var path = new List<NodeSpec>();
        for (NodeSpec? node = end; node is not null; node = before[node])
            path.Add(node);
        path.Reverse();
        return path;
    }
}
