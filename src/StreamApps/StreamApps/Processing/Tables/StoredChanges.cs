using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The store that a computed table was asked to keep.</summary>
internal sealed class StoredChanges<TKey, TValue>(
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> descriptor, TaskContext context)
{
    readonly IKeyValueStore<TKey, Timestamped<TValue>> _store =
        (IKeyValueStore<TKey, Timestamped<TValue>>)context.Stores!.Get(descriptor);

    /// <summary>The row as it is.</summary>
    public bool TryGet(TKey key, out TValue row)
    {
        var found = _store.TryGet(key, out var stored);
        row = stored.Value;
        return found;
    }

    /// <summary>Sets or deletes the row.</summary>
    public void Put(TKey key, TValue row, bool hasRow, long timestamp)
    {
        if (hasRow)
            _store.Put(key, new(row, timestamp));
        else
            _store.Delete(key);
    }
}
