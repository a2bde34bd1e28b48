namespace StreamApps;

/// <summary>How a foreign-key join is named and stored.</summary>
public sealed class ForeignKeyJoin<TKey, TValue, TForeignKey, TOther, TValueOut>
{
    /// <summary>
    /// The name of the node and of the store of its rows, and part of the names of the two internal topics,
    /// <c>application id-name-subscription</c> and <c>application id-name-answer</c>, and of the store
    /// <c>name.subscriptions</c>. Required.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>How the rows of the join are stored. Required.</summary>
    public required ISerde<TValueOut> ResultSerde { get; init; }

    /// <summary>
    /// True to keep the rows of the join only when an operator after it needs them, as
    /// <see cref="TableOptions{TKey, TValue}.StoreOnlyWhenNeeded"/>. Default false.
    /// </summary>
    public bool StoreOnlyWhenNeeded { get; init; }

    /// <summary>Default: the left table's.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Default: the left table's, if its values have not changed since they were stored.</summary>
    public ISerde<TValue>? ValueSerde { get; init; }

    /// <summary>Default: that of the right table's keys.</summary>
    public ISerde<TForeignKey>? ForeignKeySerde { get; init; }

    /// <summary>Default: the right table's, if its values have not changed since they were stored.</summary>
    public ISerde<TOther>? OtherSerde { get; init; }
}
