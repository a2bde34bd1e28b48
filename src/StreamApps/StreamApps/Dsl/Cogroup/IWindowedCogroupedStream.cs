namespace StreamApps;

/// <summary>Grouped streams that feed one aggregate for each key and window.</summary>
public interface IWindowedCogroupedStream<TKey, TAggregate>
{
    /// <summary>Folds the values of all streams, as <see cref="IWindowedStream{TKey, TValue}.Aggregate"/>.</summary>
    IKTable<Windowed<TKey>, TAggregate> Aggregate(
        string name, Func<TAggregate> initializer, ISerde<TAggregate> serde, WindowStoreOptions? options = null);
}
