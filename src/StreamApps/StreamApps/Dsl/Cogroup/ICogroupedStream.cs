namespace StreamApps;

/// <summary>
/// Grouped streams that feed one aggregate, each with its own aggregator. All must be partitioned alike.
/// </summary>
public interface ICogroupedStream<TKey, TAggregate>
{
    /// <summary>Adds a grouped stream.</summary>
    /// <param name="grouped">The stream.</param>
    /// <param name="aggregator">Gets key, value and aggregate, and gives the new aggregate.</param>
    ICogroupedStream<TKey, TAggregate> Cogroup<TValue>(
        IKGroupedStream<TKey, TValue> grouped, Func<TKey, TValue, TAggregate, TAggregate> aggregator);

    /// <summary>Folds the values of all streams, as <see cref="IKGroupedStream{TKey, TValue}.Aggregate"/>.</summary>
    IKTable<TKey, TAggregate> Aggregate(string name, Func<TAggregate> initializer, ISerde<TAggregate> serde);

    /// <summary>The same in tumbling or hopping windows. Each stream judges lateness by its own stream time.</summary>
    IWindowedCogroupedStream<TKey, TAggregate> WindowedBy(TimeWindows windows);

    /// <summary>The same in sliding windows. Each stream judges lateness by its own stream time.</summary>
    IWindowedCogroupedStream<TKey, TAggregate> WindowedBy(SlidingWindows windows);

    /// <summary>The same in sessions. Each stream judges lateness by its own stream time.</summary>
    ISessionWindowedCogroupedStream<TKey, TAggregate> WindowedBy(SessionWindows windows);
}
