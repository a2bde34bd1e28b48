namespace StreamApps;

/// <summary>Grouped streams with their aggregators, in sessions.</summary>
internal sealed class SessionWindowedCogroupedStream<TKey, TAggregate>(
    StreamBuilder builder,
    IReadOnlyList<CogroupInput<TKey, TAggregate>> inputs,
    ISerde<TKey>? keySerde,
    SessionWindows windows) : ISessionWindowedCogroupedStream<TKey, TAggregate>
{
    public IKTable<Windowed<TKey>, TAggregate> Aggregate(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(merger);
        var table = new SessionTable<TKey, TAggregate>(
            builder, name, "cogroup", keySerde, serde, windows, WindowEmission.OnUpdate, options);
        return table.Add(
            [.. inputs.Select((input, index) => input.In(table, initializer, merger, checked((byte)index)))]);
    }
}
