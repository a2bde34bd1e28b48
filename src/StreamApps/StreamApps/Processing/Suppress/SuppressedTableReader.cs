using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The rows of a table as they were before the changes that a suppression holds back.</summary>
internal sealed class SuppressedTableReader<TKey, TValue>(
    SuppressionStore<TKey, TValue> held, ITableReader<TKey, TValue> parent) : ITableReader<TKey, TValue>
{
    const long Unknown = -1;

    public bool TryGet(TKey key, out Timestamped<TValue> row)
    {
        if (!held.IsHeld(key, out var prior, out var hasPrior))
            return parent.TryGet(key, out row);
        row = new(prior, Unknown);
        return hasPrior;
    }
}
