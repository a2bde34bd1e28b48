using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>
/// Builds a topology. Sources, sinks, repartitions and everything with state take a name, and names are state: a
/// changed one is another topic or another, empty store.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class StreamBuilder
{
    readonly List<NodeSpec> _nodes = [];
    readonly List<GlobalTableSpec> _globals = [];
    readonly Dictionary<string, (NodeSpec Origin, object Stream)> _repartitions = new(StringComparer.Ordinal);
    readonly Dictionary<string, NodeSpec> _byName = new(StringComparer.Ordinal);

    /// <summary>Reads a topic.</summary>
    public IKStream<TKey, TValue> Stream<TKey, TValue>(
        string name, Topic<TKey, TValue> topic, SourceOptions<TKey, TValue>? options = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return Stream(name, [topic], options);
    }

    /// <summary>Reads several topics, with the serdes of the first, as one stream.</summary>
    public IKStream<TKey, TValue> Stream<TKey, TValue>(
        string name, IReadOnlyList<Topic<TKey, TValue>> topics, SourceOptions<TKey, TValue>? options = null)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (topics.Count == 0)
            throw new TopologyException(
                TopologyErrorKind.Topic,
                $"source '{name}' has no topic: give it at least one");
        var keySerde = RequireSerde(topics[0].KeySerde, name, "key");
        var valueSerde = RequireSerde(topics[0].ValueSerde, name, "value");
        var node = Add(new NodeSpec
        {
            Name = name,
            Operator = "source",
            Kind = NodeKind.Source,
            Topics = [.. topics.Select(topic => new TopicName(topic.Name, IsInternal: false))],
            Create = () => new SourceNode<TKey, TValue>(keySerde, valueSerde, options),
        });
        return new KStream<TKey, TValue>(this, node, keySerde, valueSerde);
    }

    /// <summary>
    /// Reads a topic as a table: the last value of each key, in a store of this name. Records without a key are
    /// dropped; one without a value deletes.
    /// </summary>
    public IKTable<TKey, TValue> Table<TKey, TValue>(
        string name, Topic<TKey, TValue> topic, TableOptions<TKey, TValue>? options = null)
    {
        var source = new SourceOptions<TKey, TValue> { Timestamps = options?.Timestamps };
        var stream = (KStream<TKey, TValue>)Stream($"{name}.source", topic, source);
        return stream.ToTable(name, options, reuseTopic: options?.ReuseSourceTopic ?? false);
    }

    /// <summary>
    /// Reads a topic as a global table, of which every instance keeps all rows in a store of this name. The topic
    /// should be compacted: it is what the rows are restored from.
    /// </summary>
    public IGlobalKTable<TKey, TValue> GlobalTable<TKey, TValue>(string name, Topic<TKey, TValue> topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        TopologyChecks.CheckName(name, "global table");
        var keySerde = RequireSerde(topic.KeySerde, name, "key");
        var valueSerde = RequireSerde(topic.ValueSerde, name, "value");
        var descriptor = new GlobalTableDescriptor<TKey, TValue>(name, keySerde, valueSerde);
        _globals.Add(new(name, topic.Name, descriptor, record =>
        {
            if (record.Key is { } key)
                keySerde.Deserialize(key.Span);
            if (record.Value is { } value)
                valueSerde.Deserialize(value.Span);
        }));
        return new GlobalKTable<TKey, TValue>(descriptor);
    }

    /// <summary>Ends the building.</summary>
    /// <param name="name">A name for people; nothing is named after it.</param>
    /// <exception cref="TopologyException">It cannot work; the message says what to change.</exception>
    public Topology Build(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        TopologyChecks.Check(_nodes);
        TopologyChecks.CheckGlobals(_nodes, _globals);
        var topology = new Topology(name, [.. _nodes], [.. _globals]);
        TopologyChecks.CheckCoPartitioning(topology.SubTopologies);
        return topology;
    }

    /// <summary>
    /// The repartition of this name that was made of the same stream before, so that one topic serves all who ask for
    /// it.
    /// </summary>
    internal TStream? FindRepartition<TStream>(string name, NodeSpec origin)
        where TStream : class =>
        _repartitions.TryGetValue(name, out var known) && ReferenceEquals(known.Origin, origin)
            ? known.Stream as TStream
            : null;

    internal void AddRepartition(string name, NodeSpec origin, object stream) =>
        _repartitions.Add(name, (origin, stream));

    internal NodeSpec Add(NodeSpec node)
    {
        TopologyChecks.CheckName(node.Name, node.Operator);
        if (!_byName.TryAdd(node.Name, node))
        {
            throw new TopologyException(
                TopologyErrorKind.DuplicateName,
                $"there are two nodes named '{node.Name}' ({_byName[node.Name].Operator} and {node.Operator}): " +
                "rename one of them");
        }
        foreach (var parent in node.Parents)
        {
            if (!_byName.TryGetValue(parent.Name, out var own) || !ReferenceEquals(own, parent))
            {
                throw new TopologyException(
                    TopologyErrorKind.Structure,
                    $"'{node.Name}' follows '{parent.Name}', which belongs to another StreamBuilder: " +
                    "build a topology with one builder, and pass streams between topologies through topics");
            }
        }
        _nodes.Add(node);
        foreach (var parent in node.Parents)
            parent.AddChild(node);
        return node;
    }

    /// <summary>The name of a node without state: after its parent, so that it says where it stands.</summary>
    internal string NameAfter(NodeSpec parent, string operation)
    {
        var number = 1;
        while (_byName.ContainsKey($"{parent.Name}.{operation}-{number}"))
            number++;
        return $"{parent.Name}.{operation}-{number}";
    }

    internal static ISerde<T> RequireSerde<T>(ISerde<T>? serde, string node, string part) =>
        serde ?? throw new TopologyException(
            TopologyErrorKind.MissingSerde,
            $"'{node}' has no serde for its {part}s of type {typeof(T).Name}: " +
            $"pass {part}Serde, since the {part} has changed since it was read");
}
