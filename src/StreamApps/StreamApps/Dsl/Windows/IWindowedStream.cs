namespace StreamApps;

/// <summary>
/// A grouped stream in tumbling, hopping or sliding windows. Its aggregates keep a row for each key and window in a
/// window store of the given name. Records without a key are dropped, and so is one that comes when all of its windows
/// are closed: when their end plus grace is not after the aggregation's own stream time, the largest timestamp that
/// reached it. That time is kept with the store, so a restart does not turn it back. Records without a value are
/// dropped by sliding windows only.
/// </summary>
public interface IWindowedStream<TKey, TValue>
{
    /// <summary>Counts the records.</summary>
    IKTable<Windowed<TKey>, long> Count(string name, WindowStoreOptions? options = null);

    /// <summary>Combines the values; the first one is taken as it is, and a null result deletes the row.</summary>
    IKTable<Windowed<TKey>, TValue> Reduce(
        string name, Func<TValue, TValue, TValue> reducer, WindowStoreOptions? options = null);

    /// <summary>Folds the values into an aggregate; a null result deletes the row.</summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="initializer">Gives the aggregate before the first value.</param>
    /// <param name="aggregator">Gets key, value and aggregate, and gives the new aggregate.</param>
    /// <param name="serde">How aggregates are stored.</param>
    /// <param name="options">How the store is kept.</param>
    IKTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options = null);
}
