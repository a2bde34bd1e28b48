using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A table with a store.</summary>
internal sealed class StoredTableReader<TKey, TValue>(IKeyValueStore<TKey, Timestamped<TValue>> store)
    : ITableReader<TKey, TValue>
{
    public bool TryGet(TKey key, out Timestamped<TValue> row) => store.TryGet(key, out row);
}
