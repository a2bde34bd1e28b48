using StreamApps.Processing;

namespace StreamApps;

/// <summary>The folds of count, reduce and aggregate.</summary>
internal static class Folds
{
    public static Fold<TKey, TValue, long> Count<TKey, TValue>() =>
        new(static () => 0, static (_, _, count, _) => unchecked(count + 1));

    public static Fold<TKey, TValue, TValue> Reduce<TKey, TValue>(Func<TValue, TValue, TValue> reducer)
    {
        ArgumentNullException.ThrowIfNull(reducer);
        return new(null, (_, value, old, hasOld) => hasOld ? reducer(old, value) : value);
    }

    public static Fold<TKey, TValue, TAggregate> Aggregate<TKey, TValue, TAggregate>(
        Func<TAggregate> initializer, Func<TKey, TValue, TAggregate, TAggregate> aggregator)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(aggregator);
        return new(initializer, (key, value, old, _) => aggregator(key, value, old));
    }
}
