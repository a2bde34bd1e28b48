using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The latest versions of a versioned table.</summary>
internal sealed class VersionedTableReader<TKey, TValue>(IVersionedStore<TKey, TValue> store)
    : ITableReader<TKey, TValue>
{
    public bool TryGet(TKey key, out Timestamped<TValue> row) => store.TryGet(key, out row);

    /// <summary>The row that was valid at a time.</summary>
    public bool TryGetAsOf(TKey key, long time, out Timestamped<TValue> row) => store.TryGet(key, time, out row);
}
