namespace StreamApps;

/// <summary>
/// A stream grouped by key. Its aggregates keep a row for each key in a store of the given name, and give out every
/// change. Records without key or value are dropped. A row has the largest timestamp of its records.
/// </summary>
public interface IKGroupedStream<TKey, TValue>
{
    /// <summary>Counts the records.</summary>
    IKTable<TKey, long> Count(string name);

    /// <summary>Combines the values; the first one is taken as it is, and a null result deletes the row.</summary>
    IKTable<TKey, TValue> Reduce(string name, Func<TValue, TValue, TValue> reducer);

    /// <summary>Folds the values into an aggregate; a null result deletes the row.</summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="initializer">Gives the aggregate before the first value.</param>
    /// <param name="aggregator">Gets key, value and aggregate, and gives the new aggregate.</param>
    /// <param name="serde">How aggregates are stored.</param>
    IKTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        ISerde<TAggregate> serde);

    /// <summary>Begins an aggregate that several grouped streams feed.</summary>
    /// <param name="aggregator">Gets key, value and aggregate, and gives the new aggregate.</param>
    ICogroupedStream<TKey, TAggregate> Cogroup<TAggregate>(Func<TKey, TValue, TAggregate, TAggregate> aggregator);

    /// <summary>Groups the records further by tumbling or hopping windows.</summary>
    IWindowedStream<TKey, TValue> WindowedBy(TimeWindows windows, WindowEmission emission = WindowEmission.OnUpdate);

    /// <summary>Groups the records further by sliding windows.</summary>
    IWindowedStream<TKey, TValue> WindowedBy(SlidingWindows windows, WindowEmission emission = WindowEmission.OnUpdate);

    /// <summary>Groups the records further by sessions.</summary>
    ISessionWindowedStream<TKey, TValue> WindowedBy(
        SessionWindows windows, WindowEmission emission = WindowEmission.OnUpdate);
}
