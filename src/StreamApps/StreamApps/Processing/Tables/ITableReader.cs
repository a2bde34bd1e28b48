using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Looks up the rows of a table as they are now.</summary>
internal interface ITableReader<TKey, TValue>
{
    bool TryGet(TKey key, out Timestamped<TValue> row);

    /// <summary>The row as it was at a time; a table without history only knows the present one.</summary>
    bool TryGetAsOf(TKey key, long time, out Timestamped<TValue> row) => TryGet(key, out row);
}
