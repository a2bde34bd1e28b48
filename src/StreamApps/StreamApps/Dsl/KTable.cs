using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>A table that begins at a node.</summary>
/// <param name="builder">Takes further nodes.</param>
/// <param name="origin">The node that forwards its changes.</param>
/// <param name="keySerde">How its keys are written, if that is known.</param>
/// <param name="valueSerde">How its values are written, if that is known.</param>
/// <param name="stores">The stores that its rows are looked up in.</param>
/// <param name="open">Makes what looks its rows up.</param>
internal sealed partial class KTable<TKey, TValue>(
    StreamBuilder builder,
    NodeSpec origin,
    ISerde<TKey>? keySerde,
    ISerde<TValue>? valueSerde,
    IReadOnlyList<StoreDescriptor> stores,
    Func<TaskContext, ITableReader<TKey, TValue>> open) : IKTable<TKey, TValue>
{
    public StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>>? Store { get; init; }

    internal NodeSpec Node { get; } = origin;

    internal IReadOnlyList<StoreDescriptor> Stores { get; } = stores;

    internal Func<TaskContext, ITableReader<TKey, TValue>> Open { get; } = open;

    /// <summary>A table with a store of its own.</summary>
    public static KTable<TKey, TValue> Stored(
        StreamBuilder builder,
        NodeSpec node,
        ISerde<TKey> keySerde,
        ISerde<TValue> valueSerde,
        StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> store) =>
        new(
            builder,
            node,
            keySerde,
            valueSerde,
            [store],
            context => new StoredTableReader<TKey, TValue>(
                (IKeyValueStore<TKey, Timestamped<TValue>>)context.Stores!.Get(store)))
        {
            Store = store,
        };

    public IKTable<TKey, TValue> Filter(Func<TKey, TValue, bool> predicate) =>
        Filter("filter", predicate, wanted: true);

    public IKTable<TKey, TValue> FilterNot(Func<TKey, TValue, bool> predicate) =>
        Filter("filter-not", predicate, wanted: false);

    public IKTable<TKey, TValueOut> MapValues<TValueOut>(Func<TKey, TValue, TValueOut> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var node = Add("map-values", () => new TableMapValuesNode<TKey, TValue, TValueOut>(mapper));
        return new KTable<TKey, TValueOut>(builder, node, keySerde, null, Stores, context =>
            new ComputedTableReader<TKey, TValue, TValueOut>(Open(context), static (_, _) => true, mapper));
    }

    public IKStream<TKey, TValue> ToStream()
    {
        var node = Add("to-stream", static () => new TableToStreamNode<TKey, TValue>());
        return new KStream<TKey, TValue>(builder, node, keySerde, valueSerde);
    }

    KTable<TKey, TValue> Filter(string operation, Func<TKey, TValue, bool> predicate, bool wanted)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var node = Add(operation, () => new TableFilterNode<TKey, TValue>(predicate, wanted));
        return new KTable<TKey, TValue>(builder, node, keySerde, valueSerde, Stores, context =>
            new ComputedTableReader<TKey, TValue, TValue>(
                Open(context), (key, value) => predicate(key, value) == wanted, static (_, value) => value));
    }

    NodeSpec Add(string operation, Func<Node> create) => builder.Add(new NodeSpec
    {
        Name = builder.NameAfter(Node, operation),
        Operator = operation,
        Kind = NodeKind.Operator,
        Parents = [Node],
        Create = create,
    });
}
