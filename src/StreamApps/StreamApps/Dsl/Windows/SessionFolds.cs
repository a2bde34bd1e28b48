using StreamApps.Processing;

namespace StreamApps;

/// <summary>The folds of count, reduce and aggregate in sessions.</summary>
internal static class SessionFolds
{
    public static SessionFold<TKey, TValue, long?> Count<TKey, TValue>() => new(
        static () => 0,
        static (_, _, count) => unchecked(count + 1),
        static (_, one, two) => unchecked(one + two));

    public static SessionFold<TKey, TValue, TValue> Reduce<TKey, TValue>(Func<TValue, TValue, TValue> reducer)
    {
        ArgumentNullException.ThrowIfNull(reducer);
        return new(
            static () => default!,
            (_, value, old) => old is null ? value : reducer(old, value),
            (_, one, two) => one is null ? two : reducer(one, two));
    }

    public static SessionFold<TKey, TValue, TAggregate> Aggregate<TKey, TValue, TAggregate>(
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> aggregator,
        Func<TKey, TAggregate, TAggregate, TAggregate> merger)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(merger);
        return new(initializer, aggregator, merger);
    }
}
