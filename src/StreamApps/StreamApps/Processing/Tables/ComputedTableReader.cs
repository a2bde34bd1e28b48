using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A table that is computed from the rows of another one.</summary>
/// <param name="parent">The other one.</param>
/// <param name="keep">Whether a row of it is one here.</param>
/// <param name="map">The row that it is here.</param>
internal sealed class ComputedTableReader<TKey, TValue, TValueOut>(
    ITableReader<TKey, TValue> parent, Func<TKey, TValue, bool> keep, Func<TKey, TValue, TValueOut> map)
    : ITableReader<TKey, TValueOut>
{
    public bool TryGet(TKey key, out Timestamped<TValueOut> row)
    {
        row = default;
        return parent.TryGet(key, out var found) && TryCompute(key, found, out row);
    }

    public bool TryGetAsOf(TKey key, long time, out Timestamped<TValueOut> row)
    {
        row = default;
        return parent.TryGetAsOf(key, time, out var found) && TryCompute(key, found, out row);
    }

    bool TryCompute(TKey key, in Timestamped<TValue> found, out Timestamped<TValueOut> row)
    {
        row = default;
        if (!keep(key, found.Value))
            return false;
        row = new(map(key, found.Value), found.Timestamp);
        return row.Value is not null;
    }
}
