using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>A stream in which equal keys meet in one task.</summary>
internal sealed class KGroupedStream<TKey, TValue>(
    StreamBuilder builder, NodeSpec origin, ISerde<TKey>? keySerde, ISerde<TValue>? valueSerde)
    : IKGroupedStream<TKey, TValue>
{
    public IKTable<TKey, long> Count(string name) =>
        Fold(name, "count", Serdes.Int64, static (_, _, count, hasCount) => hasCount ? count + 1 : 1);

    public IKTable<TKey, TValue> Reduce(string name, Func<TValue, TValue, TValue> reducer)
    {
        ArgumentNullException.ThrowIfNull(reducer);
        var serde = StreamBuilder.RequireSerde(valueSerde, name, "value");
        return Fold<TValue>(name, "reduce", serde, (_, value, old, hasOld) => hasOld ? reducer(old, value) : value);
    }

    public IKTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        ISerde<TAggregate> serde)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(aggregator);
        return Fold<TAggregate>(
            name,
            "aggregate",
            StreamBuilder.RequireSerde(serde, name, "value"),
            (key, value, old, hasOld) => aggregator(key, value, hasOld ? old : initializer()));
    }

    KTable<TKey, TAggregate> Fold<TAggregate>(
        string name,
        string operation,
        ISerde<TAggregate> serde,
        Func<TKey, TValue, TAggregate, bool, TAggregate> fold)
    {
        var key = StreamBuilder.RequireSerde(keySerde, name, "key");
        TopologyChecks.CheckName(name, operation);
        var store = Stores.Timestamped(name, key, serde);
        var node = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = [origin],
            Stores = [store],
            NeedsCoPartitioning = true,
            Create = () => new AggregateNode<TKey, TValue, TAggregate>(store, fold),
        });
        return KTable<TKey, TAggregate>.Stored(builder, node, key, serde, store);
    }
}
