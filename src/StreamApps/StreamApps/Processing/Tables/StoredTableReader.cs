using System.Diagnostics.CodeAnalysis;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A table with a store.</summary>
internal sealed class StoredTableReader<TKey, TValue>(IKeyValueStore<TKey, Timestamped<TValue>> store)
    : ITableReader<TKey, TValue>
{
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var found = store.TryGet(key, out var row);
        value = row.Value;
        return found;
    }
}
