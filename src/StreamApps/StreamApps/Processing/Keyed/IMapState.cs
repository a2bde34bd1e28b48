using System.Diagnostics.CodeAnalysis;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A map of the current key, ordered by the bytes of the map's keys.</summary>
/// <remarks>A scan shows the map as it was when the scan was begun.</remarks>
public interface IMapState<TMapKey, TValue>
{
    /// <summary>Finds a value.</summary>
    bool TryGet(TMapKey key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>Sets a value; a null removes the key.</summary>
    void Put(TMapKey key, TValue value);

    /// <summary>Removes a key; nothing happens when it is not there.</summary>
    void Remove(TMapKey key);

    /// <summary>All entries.</summary>
    KeyValueScan<TMapKey, TValue> Entries(bool backwards = false);

    /// <summary>The entries from one key to another, both included.</summary>
    KeyValueScan<TMapKey, TValue> Range(TMapKey from, TMapKey to, bool backwards = false);

    /// <summary>The entries whose key's bytes begin with these.</summary>
    KeyValueScan<TMapKey, TValue> Prefix(ReadOnlySpan<byte> prefix, bool backwards = false);

    /// <summary>Removes all entries.</summary>
    void Clear();
}
