using StreamApps.State;

namespace StreamApps;

/// <summary>
/// A table: the last value of each key, and the changes of it. An operator with
/// <see cref="Materialized{TKey, TValue}"/> keeps its rows in a store of that name; without, they are computed when
/// they are looked up.
/// </summary>
public partial interface IKTable<TKey, TValue>
{
    /// <summary>
    /// The store that holds its rows; null for a table that is computed from others, and for those of windows and
    /// versions, whose stores are of another kind.
    /// </summary>
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>>? Store { get; }

    /// <summary>Keeps the rows that the predicate is true for.</summary>
    IKTable<TKey, TValue> Filter(Func<TKey, TValue, bool> predicate, Materialized<TKey, TValue>? store = null);

    /// <summary>Keeps the rows that the predicate is false for.</summary>
    IKTable<TKey, TValue> FilterNot(Func<TKey, TValue, bool> predicate, Materialized<TKey, TValue>? store = null);

    /// <summary>Makes another value of each; a null is no row.</summary>
    IKTable<TKey, TValueOut> MapValues<TValueOut>(
        Func<TKey, TValue, TValueOut> mapper, Materialized<TKey, TValueOut>? store = null);

    /// <summary>
    /// The rows of keys that both tables have. A row has the larger timestamp of the two. Both must be partitioned
    /// alike; a null from the joiner is no row.
    /// </summary>
    IKTable<TKey, TValueOut> Join<TOther, TValueOut>(
        IKTable<TKey, TOther> other,
        Func<TValue, TOther, TValueOut> joiner,
        Materialized<TKey, TValueOut>? store = null);

    /// <summary>As the inner join, and the rows of this table alone: the joiner gets the default value.</summary>
    IKTable<TKey, TValueOut> LeftJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other,
        Func<TValue, TOther?, TValueOut> joiner,
        Materialized<TKey, TValueOut>? store = null);

    /// <summary>As the inner join, and the rows of either table alone: the joiner gets the default value.</summary>
    IKTable<TKey, TValueOut> OuterJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other,
        Func<TValue?, TOther?, TValueOut> joiner,
        Materialized<TKey, TValueOut>? store = null);

    /// <summary>
    /// Groups the rows by a key made of them, through a repartition. A row whose new key or value is null takes no
    /// part.
    /// </summary>
    /// <param name="selector">Makes the group's key and the value that its aggregates see. Must be pure.</param>
    /// <param name="grouped">Serdes, and the name of the repartition.</param>
    IKGroupedTable<TKeyOut, TValueOut> GroupBy<TKeyOut, TValueOut>(
        Func<TKey, TValue, KeyValuePair<TKeyOut, TValueOut>> selector, Grouped<TKeyOut, TValueOut> grouped);

    /// <summary>Holds changes back, in a store of this name, and lets only the last one of each key out.</summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="until">How long they are held back.</param>
    /// <param name="keySerde">Default: the table's, if it is known.</param>
    /// <param name="valueSerde">Default: the table's, if it is known.</param>
    IKTable<TKey, TValue> Suppress(
        string name, Suppression until, ISerde<TKey>? keySerde = null, ISerde<TValue>? valueSerde = null);

    /// <summary>
    /// The changes as a stream: the new value of each changed row, or null for a deleted one, which needs a type that
    /// has null.
    /// </summary>
    IKStream<TKey, TValue> ToStream();

    /// <summary>The changes as a stream, as <see cref="ToStream()"/>, with another key.</summary>
    IKStream<TKeyOut, TValue> ToStream<TKeyOut>(Func<TKey, TValue, TKeyOut> selector);
}
