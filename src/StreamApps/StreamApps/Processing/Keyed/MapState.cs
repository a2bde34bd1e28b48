using System.Diagnostics.CodeAnalysis;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A map: an entry for each of its entries.</summary>
internal sealed class MapState<TMapKey, TValue>(
    KeyedStateScope scope, ISerde<TMapKey> keySerde, ISerde<TValue> valueSerde) : IMapState<TMapKey, TValue>
{
    readonly ScratchBuffer _limit = new();

    public bool TryGet(TMapKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (scope.TryGet(Entry(key), out var bytes))
        {
            value = valueSerde.Deserialize(bytes);
            return true;
        }
        value = default;
        return false;
    }

    public void Put(TMapKey key, TValue value)
    {
        if (value is null)
        {
            Remove(key);
            return;
        }
        scope.Value.Clear();
        valueSerde.Serialize(value, scope.Value);
        scope.Put(Entry(key), scope.Value.Span);
    }

    public void Remove(TMapKey key) => scope.Delete(Entry(key));

    public KeyValueScan<TMapKey, TValue> Entries(bool backwards = false) => Wrap(scope.Scan([], backwards));

    public KeyValueScan<TMapKey, TValue> Range(TMapKey from, TMapKey to, bool backwards = false)
    {
        _limit.Clear();
        _limit.Append(Entry(to));
        // The first key after the last one that is included.
        _limit.Append((byte)0);
        return Wrap(scope.Scan(Entry(from), _limit.Span, backwards));
    }

    public KeyValueScan<TMapKey, TValue> Prefix(ReadOnlySpan<byte> prefix, bool backwards = false) =>
        Wrap(scope.Scan(prefix, backwards));

    public void Clear()
    {
        using var entries = scope.Scan([], backwards: false);
        while (entries.MoveNext())
            scope.Delete(entries.Key);
    }

    KeyValueScan<TMapKey, TValue> Wrap(IStateIterator entries) =>
        new(entries, keySerde, valueSerde, scope.PrefixLength);

    ReadOnlySpan<byte> Entry(TMapKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var entry = scope.Key();
        keySerde.Serialize(key, entry);
        return entry.Span;
    }
}
