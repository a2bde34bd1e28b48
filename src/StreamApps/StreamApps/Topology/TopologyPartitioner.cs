namespace StreamApps.Topologies;

/// <summary>Finds sub-topologies: connected components over edges and shared stores.</summary>
internal static class TopologyPartitioner
{
    public static IReadOnlyList<SubTopology> Split(IReadOnlyList<NodeSpec> nodes)
    {
        var component = Components(nodes);
        return [.. nodes
            .Select((node, index) => (node, root: Find(component, index)))
            .GroupBy(item => item.root, item => item.node)
            .Select(group => Create([.. group]))];
    }

    static SubTopology Create(IReadOnlyList<NodeSpec> nodes) => new()
    {
        Name = nodes.First(node => node.Kind == NodeKind.Source).Name,
        Nodes = nodes,
        Stores = [.. nodes.SelectMany(node => node.Stores).DistinctBy(store => store.Name, StringComparer.Ordinal)],
        NeedsCoPartitioning = nodes.Any(node => node.NeedsCoPartitioning) &&
            nodes.Where(node => node.Kind == NodeKind.Source).Sum(node => node.Topics.Count) > 1,
    };

    static int[] Components(IReadOnlyList<NodeSpec> nodes)
    {
        var component = Enumerable.Range(0, nodes.Count).ToArray();
        var number = new Dictionary<NodeSpec, int>(ReferenceEqualityComparer.Instance);
        var ownerOfStore = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < nodes.Count; index++)
        {
            number.Add(nodes[index], index);
            foreach (var parent in nodes[index].Parents)
                Join(component, index, number[parent]);
            foreach (var store in nodes[index].Stores)
            {
                if (!ownerOfStore.TryAdd(store.Name, index))
                    Join(component, index, ownerOfStore[store.Name]);
            }
        }
        return component;
    }

    static void Join(int[] component, int one, int two)
    {
        var (rootOne, rootTwo) = (Find(component, one), Find(component, two));
        component[Math.Max(rootOne, rootTwo)] = Math.Min(rootOne, rootTwo);
    }

    static int Find(int[] component, int index)
    {
        while (component[index] != index)
            index = component[index] = component[component[index]];
        return index;
    }
}
