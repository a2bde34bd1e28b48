namespace StreamApps;

/// <summary>Joins with streams and with global tables.</summary>
public partial interface IKStream<TKey, TValue>
{
    /// <summary>
    /// Pairs the records of two streams that have one key and lie in one window. A pair has the later timestamp of the
    /// two, and comes out when the second record comes. Records without key or value are dropped. Both streams must be
    /// partitioned alike.
    /// </summary>
    /// <param name="name">The name of the node and of the store that keeps the records of both sides.</param>
    /// <param name="other">The right stream; it may be this one.</param>
    /// <param name="joiner">Gets key, left value and right value.</param>
    /// <param name="windows">Which records belong together.</param>
    /// <param name="joined">Serdes.</param>
    IKStream<TKey, TValueOut> Join<TOther, TValueOut>(
        string name,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue, TOther, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined = null);

    /// <summary>
    /// As the inner join, and the left records without a match, with the default value for the
    /// right one; a left record without key at once. They come out when their window closes
    /// (<see cref="JoinTiming"/>), which follows the time of the records, not the clock.
    /// </summary>
    IKStream<TKey, TValueOut> LeftJoin<TOther, TValueOut>(
        string name,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue, TOther?, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined = null);

    /// <summary>As the left join, for the unmatched records of either side.</summary>
    IKStream<TKey, TValueOut> OuterJoin<TOther, TValueOut>(
        string name,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue?, TOther?, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined = null);

    /// <summary>
    /// Joins each record with the row that a global table has at that moment for a key made of the record; without
    /// one, without such a key, or without a value, the record is dropped. The result keeps the record's own key, and
    /// nothing need be partitioned alike.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="keySelector">Gives the key to look up; null for none.</param>
    /// <param name="joiner">Gets the record's key, its value and the row.</param>
    IKStream<TKey, TValueOut> Join<TGlobalKey, TGlobalValue, TValueOut>(
        IGlobalKTable<TGlobalKey, TGlobalValue> table,
        Func<TKey, TValue, TGlobalKey?> keySelector,
        Func<TKey, TValue, TGlobalValue, TValueOut> joiner);

    /// <summary>As the inner join, but without a row, or without a key, the joiner gets the default value.</summary>
    IKStream<TKey, TValueOut> LeftJoin<TGlobalKey, TGlobalValue, TValueOut>(
        IGlobalKTable<TGlobalKey, TGlobalValue> table,
        Func<TKey, TValue, TGlobalKey?> keySelector,
        Func<TKey, TValue, TGlobalValue?, TValueOut> joiner);

    /// <summary>
    /// Joins each record with the row that a versioned table had at the record's time, after the record has waited for
    /// the grace, so that rows which come late are seen. Records come out by time; one that comes later than the grace
    /// is joined at once. Without a row, or without key or value, the record is dropped.
    /// </summary>
    IKStream<TKey, TValueOut> Join<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table,
        Func<TKey, TValue, TTableValue, TValueOut> joiner,
        BufferedJoin<TKey, TValue> buffer);

    /// <summary>
    /// As the inner join, but without a row the joiner gets the default value; a record without a key does not wait.
    /// </summary>
    IKStream<TKey, TValueOut> LeftJoin<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table,
        Func<TKey, TValue, TTableValue?, TValueOut> joiner,
        BufferedJoin<TKey, TValue> buffer);
}
