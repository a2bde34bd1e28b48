using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Records that wait in a store, by time, then key: table (1 byte), timestamp (8), key. The value holds those of equal
/// key and time in the order of arrival, each with its length (4) before it.
/// </summary>
internal sealed class WaitingRecords(StoreOverlay store, byte table)
{
    const int KeyStart = 1 + sizeof(long);

    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _limit = new();
    readonly ScratchBuffer _values = new();

    /// <summary>Adds a record.</summary>
    public void Add(long timestamp, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Begin(timestamp, key);
        _values.Clear();
        if (store.TryGet(_key.Span, out var others))
            _values.Append(others);
        BinaryPrimitives.WriteInt32BigEndian(_values.GetSpan(sizeof(int)), value.Length);
        _values.Advance(sizeof(int));
        _values.Append(value);
        store.Put(_key.Span, _values.Span);
    }

    /// <summary>Removes those of a key and time, which have found a match.</summary>
    public void Remove(long timestamp, ReadOnlySpan<byte> key)
    {
        Begin(timestamp, key);
        if (store.TryGet(_key.Span, out _))
            store.Delete(_key.Span);
    }

    /// <summary>Removes an entry that a scan has found.</summary>
    public void Remove(ReadOnlySpan<byte> entry) => store.Delete(entry);

    /// <summary>All that wait, from a time on, by time and then key.</summary>
    public IStateIterator Scan(long from)
    {
        Begin(from, []);
        KeyRange.AfterPrefix(_key.Span[..1], _limit);
        return store.Scan(_key.Span, _limit.Span, backwards: false);
    }

    public static long Timestamp(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry[1..]);

    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> entry) => entry[KeyStart..];

    /// <summary>Takes the next value off an entry's value.</summary>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> values)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(values);
        var value = values.Slice(sizeof(int), length);
        values = values[(sizeof(int) + length)..];
        return value;
    }

    void Begin(long timestamp, ReadOnlySpan<byte> key)
    {
        _key.Clear();
        _key.Append(table);
        BinaryPrimitives.WriteInt64BigEndian(_key.GetSpan(sizeof(long)), timestamp);
        _key.Advance(sizeof(long));
        _key.Append(key);
    }
}
