namespace StreamApps.Processing;

/// <summary>How the values of a session become an aggregate, and sessions one.</summary>
/// <param name="Initializer">Gives the aggregate before the first value.</param>
/// <param name="Aggregator">Gets key, value and aggregate.</param>
/// <param name="Merger">Makes one aggregate of two.</param>
internal sealed record SessionFold<TKey, TValue, TAggregate>(
    Func<TAggregate> Initializer,
    Func<TKey, TValue, TAggregate, TAggregate> Aggregator,
    Func<TKey, TAggregate, TAggregate, TAggregate> Merger);
