namespace StreamApps.Processing;

/// <summary>How grouped rows become an aggregate.</summary>
/// <param name="Initializer">
/// Gives the aggregate before the first row; null when the first row is taken as it is.
/// </param>
/// <param name="Adder">Gets key, a row that came and the aggregate.</param>
/// <param name="Subtractor">Gets key, a row that went and the aggregate.</param>
internal sealed record TableFold<TKey, TValue, TAggregate>(
    Func<TAggregate>? Initializer,
    Func<TKey, TValue, TAggregate, bool, TAggregate> Adder,
    Func<TKey, TValue, TAggregate, TAggregate> Subtractor);
