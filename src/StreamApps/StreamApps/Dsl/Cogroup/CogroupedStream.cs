namespace StreamApps;

/// <summary>Grouped streams with their aggregators.</summary>
internal sealed class CogroupedStream<TKey, TAggregate>(
    StreamBuilder builder, IReadOnlyList<CogroupInput<TKey, TAggregate>> inputs) : ICogroupedStream<TKey, TAggregate>
{
    public ICogroupedStream<TKey, TAggregate> Cogroup<TValue>(
        IKGroupedStream<TKey, TValue> grouped, Func<TKey, TValue, TAggregate, TAggregate> aggregator)
    {
        ArgumentNullException.ThrowIfNull(grouped);
        ArgumentNullException.ThrowIfNull(aggregator);
        var input = new CogroupInput<TKey, TValue, TAggregate>((KGroupedStream<TKey, TValue>)grouped, aggregator);
        return new CogroupedStream<TKey, TAggregate>(builder, [.. inputs, input]);
    }

    public IKTable<TKey, TAggregate> Aggregate(string name, Func<TAggregate> initializer, ISerde<TAggregate> serde)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        var table = new AggregateTable<TKey, TAggregate>(builder, name, "cogroup", KeySerde, serde);
        return table.Add([.. inputs.Select(input => input.In(table, initializer))]);
    }

    public IWindowedCogroupedStream<TKey, TAggregate> WindowedBy(TimeWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return Windowed(new WindowPlan(windows, WindowEmission.OnUpdate));
    }

    public IWindowedCogroupedStream<TKey, TAggregate> WindowedBy(SlidingWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return Windowed(new WindowPlan(windows, WindowEmission.OnUpdate));
    }

    public ISessionWindowedCogroupedStream<TKey, TAggregate> WindowedBy(SessionWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new SessionWindowedCogroupedStream<TKey, TAggregate>(builder, inputs, KeySerde, windows);
    }

    /// <summary>The first that is known: all streams have equal keys.</summary>
    ISerde<TKey>? KeySerde => inputs.Select(input => input.KeySerde).FirstOrDefault(serde => serde is not null);

    WindowedCogroupedStream<TKey, TAggregate> Windowed(WindowPlan plan) => new(builder, inputs, KeySerde, plan);
}
