using System.Diagnostics.CodeAnalysis;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A map that can be looked at, ordered by the bytes of its keys.</summary>
/// <remarks>A scan shows the map as it was when the scan was begun.</remarks>
public interface IReadOnlyMapState<TMapKey, TValue>
{
    /// <summary>Finds a value.</summary>
    bool TryGet(TMapKey key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>All entries.</summary>
    KeyValueScan<TMapKey, TValue> Entries(bool backwards = false);

    /// <summary>The entries from one key to another, both included.</summary>
    KeyValueScan<TMapKey, TValue> Range(TMapKey from, TMapKey to, bool backwards = false);

    /// <summary>The entries whose key's bytes begin with these.</summary>
    KeyValueScan<TMapKey, TValue> Prefix(ReadOnlySpan<byte> prefix, bool backwards = false);
}
