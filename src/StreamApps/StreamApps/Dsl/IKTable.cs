using StreamApps.State;

namespace StreamApps;

/// <summary>A table: the last value of each key, and the changes of it.</summary>
public partial interface IKTable<TKey, TValue>
{
    /// <summary>The store that holds its rows; null for a table that is computed from another one.</summary>
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>>? Store { get; }

    /// <summary>Keeps the rows that the predicate is true for.</summary>
    IKTable<TKey, TValue> Filter(Func<TKey, TValue, bool> predicate);

    /// <summary>Keeps the rows that the predicate is false for.</summary>
    IKTable<TKey, TValue> FilterNot(Func<TKey, TValue, bool> predicate);

    /// <summary>Makes another value of each.</summary>
    IKTable<TKey, TValueOut> MapValues<TValueOut>(Func<TKey, TValue, TValueOut> mapper);

    /// <summary>
    /// The rows of keys that both tables have. A row has the larger timestamp of the two. Both must be partitioned
    /// alike; a null from the joiner is no row.
    /// </summary>
    IKTable<TKey, TValueOut> Join<TOther, TValueOut>(
        IKTable<TKey, TOther> other, Func<TValue, TOther, TValueOut> joiner);

    /// <summary>As the inner join, and the rows of this table alone: the joiner gets the default value.</summary>
    IKTable<TKey, TValueOut> LeftJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other, Func<TValue, TOther?, TValueOut> joiner);

    /// <summary>As the inner join, and the rows of either table alone: the joiner gets the default value.</summary>
    IKTable<TKey, TValueOut> OuterJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other, Func<TValue?, TOther?, TValueOut> joiner);

    /// <summary>
    /// The changes as a stream: the new value of each changed row, or null for a deleted one, which needs a type that
    /// has null.
    /// </summary>
    IKStream<TKey, TValue> ToStream();
}
