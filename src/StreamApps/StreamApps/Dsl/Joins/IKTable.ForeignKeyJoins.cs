namespace StreamApps;

/// <summary>Joins by a part of the row that is the key of another table.</summary>
public partial interface IKTable<TKey, TValue>
{
    /// <summary>
    /// The rows of this table with the rows of another one that they point to. The two need not be partitioned alike:
    /// a changed row asks, through an internal topic, where the other row is, and is answered through another one. A
    /// null from the joiner is no row.
    /// </summary>
    /// <param name="other">The table that the rows point to.</param>
    /// <param name="foreignKey">The other table's key, made of key and row of this one; null points to nothing.</param>
    /// <param name="joiner">Gets this table's row and the other one's.</param>
    /// <param name="join">Names and serdes.</param>
    IKTable<TKey, TValueOut> Join<TForeignKey, TOther, TValueOut>(
        IKTable<TForeignKey, TOther> other,
        Func<TKey, TValue, TForeignKey?> foreignKey,
        Func<TValue, TOther, TValueOut> joiner,
        ForeignKeyJoin<TKey, TValue, TForeignKey, TOther, TValueOut> join);

    /// <summary>
    /// As the inner join, and the rows that point to nothing, or to no row: the joiner gets the default value.
    /// </summary>
    IKTable<TKey, TValueOut> LeftJoin<TForeignKey, TOther, TValueOut>(
        IKTable<TForeignKey, TOther> other,
        Func<TKey, TValue, TForeignKey?> foreignKey,
        Func<TValue, TOther?, TValueOut> joiner,
        ForeignKeyJoin<TKey, TValue, TForeignKey, TOther, TValueOut> join);
}
