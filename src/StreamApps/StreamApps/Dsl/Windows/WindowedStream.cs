using StreamApps.Processing;

namespace StreamApps;

/// <summary>A grouped stream in tumbling, hopping or sliding windows.</summary>
internal sealed class WindowedStream<TKey, TValue>(
    StreamBuilder builder, KGroupedStream<TKey, TValue> grouped, ISerde<TValue>? valueSerde, WindowPlan plan)
    : IWindowedStream<TKey, TValue>
{
    public IKTable<Windowed<TKey>, long> Count(string name, WindowStoreOptions? options = null) =>
        Add(name, "windowed-count", Folds.Count<TKey, TValue>(), Serdes.Int64, options);

    public IKTable<Windowed<TKey>, TValue> Reduce(
        string name, Func<TValue, TValue, TValue> reducer, WindowStoreOptions? options = null)
    {
        var serde = StreamBuilder.RequireSerde(valueSerde, name, "value");
        return Add(name, "windowed-reduce", Folds.Reduce<TKey, TValue>(reducer), serde, options);
    }

    public IKTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options = null) =>
        Add(name, "windowed-aggregate", Folds.Aggregate(initializer, aggregator), serde, options);

    KTable<Windowed<TKey>, TAggregate> Add<TAggregate>(
        string name,
        string operation,
        Fold<TKey, TValue, TAggregate> fold,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options)
    {
        var table = new WindowedTable<TKey, TAggregate>(
            builder, name, operation, grouped.KeySerde, serde, plan, options);
        return table.Add([table.Input(grouped.Node, fold)]);
    }
}
