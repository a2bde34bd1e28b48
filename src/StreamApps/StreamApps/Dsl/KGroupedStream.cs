using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>A stream in which equal keys meet in one task.</summary>
internal sealed class KGroupedStream<TKey, TValue>(
    StreamBuilder builder, Lazy<NodeSpec> origin, ISerde<TKey>? keySerde, ISerde<TValue>? valueSerde)
    : IKGroupedStream<TKey, TValue>
{
    /// <summary>Where its records come from; asking for it makes the repartition that it may take.</summary>
    internal NodeSpec Node => origin.Value;

    /// <summary>How its keys are written, if that is known.</summary>
    internal ISerde<TKey>? KeySerde { get; } = keySerde;

    public IKTable<TKey, long> Count(string name) =>
        Aggregate(name, "count", Folds.Count<TKey, TValue>(), Serdes.Int64);

    public IKTable<TKey, TValue> Reduce(string name, Func<TValue, TValue, TValue> reducer)
    {
        var fold = Folds.Reduce<TKey, TValue>(reducer);
        return Aggregate(name, "reduce", fold, StreamBuilder.RequireSerde(valueSerde, name, "value"));
    }

    public IKTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        ISerde<TAggregate> serde) =>
        Aggregate(name, "aggregate", Folds.Aggregate(initializer, aggregator), serde);

    public ICogroupedStream<TKey, TAggregate> Cogroup<TAggregate>(
        Func<TKey, TValue, TAggregate, TAggregate> aggregator) =>
        new CogroupedStream<TKey, TAggregate>(builder, []).Cogroup(this, aggregator);

    public IWindowedStream<TKey, TValue> WindowedBy(
        TimeWindows windows, WindowEmission emission = WindowEmission.OnUpdate)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new WindowedStream<TKey, TValue>(builder, this, valueSerde, new WindowPlan(windows, emission));
    }

    public IWindowedStream<TKey, TValue> WindowedBy(
        SlidingWindows windows, WindowEmission emission = WindowEmission.OnUpdate)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new WindowedStream<TKey, TValue>(builder, this, valueSerde, new WindowPlan(windows, emission));
    }

    public ISessionWindowedStream<TKey, TValue> WindowedBy(
        SessionWindows windows, WindowEmission emission = WindowEmission.OnUpdate)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new SessionWindowedStream<TKey, TValue>(builder, this, valueSerde, windows, emission);
    }

    IKTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name, string operation, Fold<TKey, TValue, TAggregate> fold, ISerde<TAggregate> serde)
    {
        var table = new AggregateTable<TKey, TAggregate>(builder, name, operation, KeySerde, serde);
        return table.Add([table.Input(Node, fold)]);
    }
}
