using StreamApps.Processing;

namespace StreamApps;

/// <summary>A grouped stream in sessions.</summary>
internal sealed class SessionWindowedStream<TKey, TValue>(
    StreamBuilder builder,
    KGroupedStream<TKey, TValue> grouped,
    ISerde<TValue>? valueSerde,
    SessionWindows windows,
    WindowEmission emission) : ISessionWindowedStream<TKey, TValue>
{
    public IKTable<Windowed<TKey>, long?> Count(string name, WindowStoreOptions? options = null) =>
        Add(name, "session-count", SessionFolds.Count<TKey, TValue>(), Serdes.Int64.OrNull(), options);

    public IKTable<Windowed<TKey>, TValue> Reduce(
        string name, Func<TValue, TValue, TValue> reducer, WindowStoreOptions? options = null)
    {
        if (default(TValue) is not null)
        {
            throw new TopologyException(
                TopologyErrorKind.Structure,
                $"'{name}' reduces values of type {typeof(TValue).Name} in sessions, " +
                "and that type has no null to say that a session was merged into another: use a nullable type");
        }
        var serde = StreamBuilder.RequireSerde(valueSerde, name, "value");
        return Add(name, "session-reduce", SessionFolds.Reduce<TKey, TValue>(reducer), serde, options);
    }

    public IKTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options = null) =>
        Add(name, "session-aggregate", SessionFolds.Aggregate(initializer, aggregator, merger), serde, options);

    KTable<Windowed<TKey>, TAggregate> Add<TAggregate>(
        string name,
        string operation,
        SessionFold<TKey, TValue, TAggregate> fold,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options)
    {
        var table = new SessionTable<TKey, TAggregate>(
            builder, name, operation, grouped.KeySerde, serde, windows, emission, options);
        return table.Add([table.Input(grouped.Node, fold)]);
    }
}
