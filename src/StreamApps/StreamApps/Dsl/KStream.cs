using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>A stream that begins at a node. A serde is known as long as the key, or value, has not changed.</summary>
internal sealed partial class KStream<TKey, TValue>(
    StreamBuilder builder,
    NodeSpec origin,
    ISerde<TKey>? keySerde,
    ISerde<TValue>? valueSerde,
    bool keyChanged = false)
    : IProcessedStream<TKey, TValue>
{
    internal NodeSpec Node { get; } = origin;

    /// <summary>
    /// True when equal keys may be in different partitions, so that state by key needs a repartition.
    /// </summary>
    internal bool KeyChanged { get; } = keyChanged;

    public IKStream<TKey, TValue> Filter(Func<TKey, TValue, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Same(Add("filter", () => new FilterNode<TKey, TValue>(predicate, wanted: true)));
    }

    public IKStream<TKey, TValue> FilterNot(Func<TKey, TValue, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Same(Add("filter-not", () => new FilterNode<TKey, TValue>(predicate, wanted: false)));
    }

    public IKStream<TKeyOut, TValueOut> Map<TKeyOut, TValueOut>(
        Func<TKey, TValue, KeyValuePair<TKeyOut, TValueOut>> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var node = Add("map", () => new MapNode<TKey, TValue, TKeyOut, TValueOut>(mapper));
        return new KStream<TKeyOut, TValueOut>(builder, node, null, null, keyChanged: true);
    }

    public IKStream<TKey, TValueOut> MapValues<TValueOut>(Func<TValue, TValueOut> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        return MapValues((_, value) => mapper(value));
    }

    public IKStream<TKey, TValueOut> MapValues<TValueOut>(Func<TKey, TValue, TValueOut> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var node = Add("map-values", () => new MapValuesNode<TKey, TValue, TValueOut>(mapper));
        return new KStream<TKey, TValueOut>(builder, node, KeySerde, null, KeyChanged);
    }

    public IKStream<TKeyOut, TValueOut> FlatMap<TKeyOut, TValueOut>(
        Func<TKey, TValue, IEnumerable<KeyValuePair<TKeyOut, TValueOut>>> expander)
    {
        ArgumentNullException.ThrowIfNull(expander);
        var node = Add("flat-map", () => new FlatMapNode<TKey, TValue, TKeyOut, TValueOut>(expander));
        return new KStream<TKeyOut, TValueOut>(builder, node, null, null, keyChanged: true);
    }

    public IKStream<TKey, TValueOut> FlatMapValues<TValueOut>(Func<TKey, TValue, IEnumerable<TValueOut>> expander)
    {
        ArgumentNullException.ThrowIfNull(expander);
        var node = Add("flat-map-values", () => new FlatMapValuesNode<TKey, TValue, TValueOut>(expander));
        return new KStream<TKey, TValueOut>(builder, node, KeySerde, null, KeyChanged);
    }

    public IKStream<TKeyOut, TValue> SelectKey<TKeyOut>(Func<TKey, TValue, TKeyOut> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var node = Add("select-key", () => new SelectKeyNode<TKey, TValue, TKeyOut>(selector));
        return new KStream<TKeyOut, TValue>(builder, node, null, ValueSerde, keyChanged: true);
    }

    public IKStream<TKey, TValue> Peek(Action<TKey, TValue> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Same(Add("peek", () => new PeekNode<TKey, TValue>(action)));
    }

    public void ForEach(Action<TKey, TValue> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Add("for-each", () => new PeekNode<TKey, TValue>(action));
    }

    public IBranchedStream<TKey, TValue> Split(string name)
    {
        var branches = new List<(string Name, Func<TKey, TValue, bool>? Predicate)>();
        var split = Add("split", () => new SplitNode<TKey, TValue>([.. branches]), name);
        return new BranchedStream<TKey, TValue>(builder, split, branches, next => Same(next));
    }

    public IKStream<TKey, TValue> Merge(params IKStream<TKey, TValue>[] others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var parents = others.Select(other => ((KStream<TKey, TValue>)other).Node).Prepend(Node).Distinct().ToArray();
        var changed = KeyChanged || Array.Exists(others, other => ((KStream<TKey, TValue>)other).KeyChanged);
        var node = builder.Add(new NodeSpec
        {
            Name = builder.NameAfter(Node, "merge"),
            Operator = "merge",
            Kind = NodeKind.Operator,
            Parents = parents,
            Create = static () => new PassNode<TKey, TValue>(),
        });
        return new KStream<TKey, TValue>(builder, node, KeySerde, ValueSerde, changed);
    }

    KStream<TKey, TValue> Same(NodeSpec next) => new(builder, next, KeySerde, ValueSerde, KeyChanged);

    NodeSpec Add(
        string operation, Func<Node> create, string? name = null, IReadOnlyList<StoreDescriptor>? stores = null) =>
        builder.Add(new NodeSpec
        {
            Name = name ?? builder.NameAfter(Node, operation),
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = [Node],
            Stores = stores ?? [],
            NeedsCoPartitioning = stores is { Count: > 0 },
            Create = create,
        });
}
