namespace StreamApps;

/// <summary>
/// A grouped stream in sessions. Its aggregates keep a row for each key and session in a session store of the given
/// name. A record that joins sessions replaces them: the table says null for each of them, then gives the new one.
/// Records without a key are dropped, and so are those whose session is closed: its end plus gap plus grace is before
/// the aggregation's own stream time, which is kept with the store.
/// </summary>
public interface ISessionWindowedStream<TKey, TValue>
{
    /// <summary>Counts the records.</summary>
    IKTable<Windowed<TKey>, long?> Count(string name, WindowStoreOptions? options = null);

    /// <summary>Combines the values; the first one is taken as it is, and a null result deletes the row.</summary>
    IKTable<Windowed<TKey>, TValue> Reduce(
        string name, Func<TValue, TValue, TValue> reducer, WindowStoreOptions? options = null);

    /// <summary>Folds the values into an aggregate; a null result deletes the row.</summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="initializer">Gives the aggregate before the first value.</param>
    /// <param name="aggregator">Gets key, value and aggregate, and gives the new aggregate.</param>
    /// <param name="merger">
    /// Makes one aggregate of two: it begins with the initial one and takes each merged session in order of time.
    /// </param>
    /// <param name="serde">How aggregates are stored.</param>
    /// <param name="options">How the store is kept.</param>
    IKTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options = null);
}
