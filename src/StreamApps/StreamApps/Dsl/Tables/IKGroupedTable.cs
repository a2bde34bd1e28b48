namespace StreamApps;

/// <summary>
/// A table whose rows are grouped by a key made of them, through a repartition. Its aggregates keep a row for each
/// group in a store of the given name. A row that changes within its group is subtracted as it was and added as it is,
/// which gives one result; one that moves gives a result of its old group, then one of its new group.
/// </summary>
public interface IKGroupedTable<TKey, TValue>
{
    /// <summary>Counts the rows.</summary>
    IKTable<TKey, long> Count(string name);

    /// <summary>
    /// Combines the rows; the first one is taken as it is, and a null result deletes the group's row.
    /// </summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="adder">Gets the result so far and a row that came.</param>
    /// <param name="subtractor">Gets the result so far and a row that went.</param>
    IKTable<TKey, TValue> Reduce(
        string name, Func<TValue, TValue, TValue> adder, Func<TValue, TValue, TValue> subtractor);

    /// <summary>Folds the rows into an aggregate; a null result deletes the group's row.</summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="initializer">Gives the aggregate before the first row.</param>
    /// <param name="adder">Gets the group's key, a row that came and the aggregate.</param>
    /// <param name="subtractor">Gets the group's key, a row that went and the aggregate.</param>
    /// <param name="serde">How aggregates are stored.</param>
    IKTable<TKey, TAggregate> Aggregate<TAggregate>(
        string name,
        Func<TAggregate> initializer,
        Func<TKey, TValue, TAggregate, TAggregate> adder,
        Func<TKey, TValue, TAggregate, TAggregate> subtractor,
        ISerde<TAggregate> serde);
}
