namespace StreamApps;

/// <summary>Grouped streams with their aggregators, in windows.</summary>
internal sealed class WindowedCogroupedStream<TKey, TAggregate>(
    StreamBuilder builder,
    IReadOnlyList<CogroupInput<TKey, TAggregate>> inputs,
    ISerde<TKey>? keySerde,
    WindowPlan plan)
    : IWindowedCogroupedStream<TKey, TAggregate>
{
    public IKTable<Windowed<TKey>, TAggregate> Aggregate(
        string name, Func<TAggregate> initializer, ISerde<TAggregate> serde, WindowStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        var table = new WindowedTable<TKey, TAggregate>(builder, name, "cogroup", keySerde, serde, plan, options);
        return table.Add([.. inputs.Select((input, index) => input.In(table, initializer, checked((byte)index)))]);
    }
}
