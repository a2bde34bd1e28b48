namespace StreamApps.State;

/// <summary>
/// A store of keys and values, ordered by the bytes of the keys. Reads see what the task has written, committed or
/// not. For the task's thread.
/// </summary>
/// <remarks>A scan shows the store as it was when it was begun: writes made during it are not seen by it.</remarks>
public interface IKeyValueStore<TKey, TValue>
{
    /// <summary>Finds a value.</summary>
    bool TryGet(TKey key, out TValue value);

    /// <summary>Sets a value; a null removes the key.</summary>
    void Put(TKey key, TValue value);

    /// <summary>Removes a key; nothing happens when it is not there.</summary>
    void Delete(TKey key);

    /// <summary>All entries.</summary>
    KeyValueScan<TKey, TValue> All(bool backwards = false);

    /// <summary>The entries from one key to another, both included.</summary>
    KeyValueScan<TKey, TValue> Range(TKey from, TKey to, bool backwards = false);

    /// <summary>The entries from a key on.</summary>
    KeyValueScan<TKey, TValue> From(TKey from, bool backwards = false);

    /// <summary>The entries up to a key, which is included.</summary>
    KeyValueScan<TKey, TValue> UpTo(TKey to, bool backwards = false);

    /// <summary>The entries whose key's bytes begin with these.</summary>
    KeyValueScan<TKey, TValue> Prefix(ReadOnlySpan<byte> prefix, bool backwards = false);
}
