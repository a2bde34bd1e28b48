using System.Text;
using StreamApps.State;

namespace StreamApps.Topologies;

/// <summary>What a topology must satisfy to be built.</summary>
internal static class TopologyChecks
{
    const int MaxNameBytes = 200;

    public static void CheckName(string name, string operation)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new TopologyException(
                TopologyErrorKind.Name,
                $"a {operation} has no name: names are state, give it one");
        if (name.Length > MaxNameBytes || !name.All(IsTopicCharacter))
        {
            throw new TopologyException(
                TopologyErrorKind.Name,
                $"the name '{name}' of a {operation} cannot be part of a topic's name: use up to {MaxNameBytes} of " +
                "a-z, A-Z, 0-9, '.', '_' and '-'");
        }
    }

    public static void Check(IReadOnlyList<NodeSpec> nodes)
    {
        if (!nodes.Any(node => node.Kind == NodeKind.Source))
            throw new TopologyException(
                TopologyErrorKind.Structure,
                "the topology has no source: begin with StreamBuilder.Stream");
        var readers = CheckSources(nodes);
        CheckStores(nodes);
        CheckSinks(nodes, readers);
    }

    public static void CheckGlobals(IReadOnlyList<NodeSpec> nodes, IReadOnlyList<GlobalTableSpec> globals)
    {
        var stores = nodes.SelectMany(node => node.Stores).Select(store => store.Name);
        var names = new HashSet<string>(nodes.Select(node => node.Name).Concat(stores), StringComparer.Ordinal);
        foreach (var table in globals)
        {
            if (!names.Add(table.Name))
            {
                throw new TopologyException(
                    TopologyErrorKind.DuplicateName,
                    $"the global table '{table.Name}' has the name of another node, store or global table: rename it");
            }
        }
        foreach (var sink in nodes.Where(node => node.Kind == NodeKind.Sink && !node.AllowOwnSource))
        {
            foreach (var table in globals.Where(table => sink.Topics.Any(topic => topic.Name == table.Topic)))
            {
                throw new TopologyException(
                    TopologyErrorKind.OwnSource,
                    $"sink '{sink.Name}' writes to '{table.Topic}', which the global table '{table.Name}' of the " +
                    "same topology reads: write to another topic, or set SinkOptions.AllowOwnSource");
            }
        }
    }

    /// <summary>
    /// What is said here about numbers of partitions must agree; those of topics are compared at the start.
    /// </summary>
    public static void CheckCoPartitioning(IReadOnlyList<SubTopology> subTopologies)
    {
        foreach (var part in subTopologies.Where(part => part.NeedsCoPartitioning))
        {
            var asked = part.RepartitionTopics.Where(topic => topic.Partitions is not null).ToList();
            if (asked.DistinctBy(topic => topic.Partitions).Count() > 1)
            {
                throw new TopologyException(
                    TopologyErrorKind.NotCoPartitioned,
                    $"the inputs of '{part.Name}' are joined, so they need equal numbers of partitions, but ask for " +
                    string.Join(", ", asked.Select(topic => $"{topic.Partitions} ('{topic.Topic.Name}')")) +
                    ": set RepartitionOptions.Partitions alike");
            }
        }
    }

    static bool IsTopicCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';

    static Dictionary<TopicName, NodeSpec> CheckSources(IReadOnlyList<NodeSpec> nodes)
    {
        var readers = new Dictionary<TopicName, NodeSpec>();
        foreach (var source in nodes.Where(node => node.Kind == NodeKind.Source))
        {
            foreach (var topic in source.Topics)
            {
                if (!readers.TryAdd(topic, source))
                {
                    throw new TopologyException(
                        TopologyErrorKind.Topic,
                        $"the topic '{topic}' is read by the sources '{readers[topic].Name}' and '{source.Name}': " +
                        "read it once and use the stream twice");
                }
            }
        }
        return readers;
    }

    static void CheckStores(IReadOnlyList<NodeSpec> nodes)
    {
        var stores = new Dictionary<string, StoreDescriptor>(StringComparer.Ordinal);
        foreach (var (node, store) in nodes.SelectMany(node => node.Stores.Select(store => (node, store))))
        {
            if (store.Name == ReservedStore.Name || Encoding.UTF8.GetByteCount(store.Name) > byte.MaxValue)
            {
                throw new TopologyException(
                    TopologyErrorKind.Name,
                    $"'{node.Name}' has a store named '{store.Name}': that name is reserved, or over 255 bytes long");
            }
            if (!stores.TryAdd(store.Name, store) && !ReferenceEquals(stores[store.Name], store))
            {
                throw new TopologyException(
                    TopologyErrorKind.DuplicateName,
                    $"there are two stores named '{store.Name}', the second at '{node.Name}': rename one, or share " +
                    "one descriptor if it is to be the same store");
            }
        }
    }

    static void CheckSinks(IReadOnlyList<NodeSpec> nodes, IReadOnlyDictionary<TopicName, NodeSpec> readers)
    {
        foreach (var sink in nodes.Where(node => node.Kind == NodeKind.Sink && !node.AllowOwnSource))
        {
            foreach (var topic in sink.Topics.Where(topic => !topic.IsInternal && readers.ContainsKey(topic)))
            {
                if (TopologyPaths.Find(readers[topic], sink, readers) is { } path)
                {
                    throw new TopologyException(
                        TopologyErrorKind.Cycle,
                        $"sink '{sink.Name}' writes to '{topic}', which its own records come from, by " +
                        string.Join(" -> ", path.Select(node => $"'{node.Name}'")) +
                        ": they may go round for ever. Write to another topic, or set SinkOptions.AllowOwnSource");
                }
                throw new TopologyException(
                    TopologyErrorKind.OwnSource,
                    $"sink '{sink.Name}' writes to '{topic}', which source '{readers[topic].Name}' of the same " +
                    "topology reads: use that stream and this one merged, or set SinkOptions.AllowOwnSource");
            }
        }
    }
}
