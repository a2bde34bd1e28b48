namespace StreamApps.Processing;

/// <summary>How the two sides of a foreign-key join talk to each other.</summary>
/// <param name="KeepUnmatched">True for a left join.</param>
/// <param name="LeftKeys">The left table's keys.</param>
/// <param name="LeftValues">The left table's values.</param>
/// <param name="RightKeys">The foreign keys.</param>
/// <param name="RightValues">The right table's values.</param>
/// <param name="ForeignKey">The foreign key of a left row; null for none.</param>
internal sealed record ForeignKeyPlan<TKey, TLeft, TForeignKey, TRight>(
    bool KeepUnmatched,
    ISerde<TKey> LeftKeys,
    ISerde<TLeft> LeftValues,
    ISerde<TForeignKey> RightKeys,
    ISerde<TRight> RightValues,
    Func<TKey, TLeft, TForeignKey?> ForeignKey);
