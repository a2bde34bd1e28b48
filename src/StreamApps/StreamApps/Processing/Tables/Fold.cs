namespace StreamApps.Processing;

/// <summary>How the values of a key, or of a key's window, become an aggregate.</summary>
/// <param name="initializer">
/// Gives the aggregate before the first value; null when the first value is taken as it is.
/// </param>
/// <param name="aggregator">
/// Gets key, value, the aggregate and whether there is one, which is always so with an initializer that gives none but
/// null.
/// </param>
internal sealed class Fold<TKey, TValue, TAggregate>(
    Func<TAggregate>? initializer, Func<TKey, TValue, TAggregate, bool, TAggregate> aggregator)
{
    /// <summary>The aggregate to go on with; it is also what a change names as the old one.</summary>
    public (TAggregate Old, bool HasOld) Begin(TAggregate stored, bool isStored)
    {
        if (isStored || initializer is null)
            return (stored, isStored);
        var initial = initializer();
        return (initial, initial is not null);
    }

    public TAggregate Add(TKey key, TValue value, TAggregate old, bool hasOld) => aggregator(key, value, old, hasOld);
}
