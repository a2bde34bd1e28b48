namespace StreamApps;

/// <summary>Grouped streams that feed one aggregate for each key and session.</summary>
public interface ISessionWindowedCogroupedStream<TKey, TAggregate>
{
    /// <summary>
    /// Folds the values of all streams, as <see cref="ISessionWindowedStream{TKey, TValue}.Aggregate"/>.
    /// </summary>
    IKTable<Windowed<TKey>, TAggregate> Aggregate(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger,
        ISerde<TAggregate> serde,
        WindowStoreOptions? options = null);
}
