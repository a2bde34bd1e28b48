using System.Buffers.Binary;

namespace StreamApps.Processing;

/// <summary>A list: its length in one entry, and an entry for each element under its number.</summary>
internal sealed class ListState<T>(KeyedStateScope scope, ISerde<T> serde) : IListState<T>
{
    public long Count => scope.Expires ? CountLive() : Next;

    /// <summary>The number that the next element gets.</summary>
    long Next => scope.TryGet(scope.Key().Span, out var bytes) ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;

    public void Add(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var count = Next;
        scope.Value.Clear();
        serde.Serialize(value, scope.Value);
        scope.Put(Element(count), scope.Value.Span);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, count + 1);
        scope.Put(scope.Key().Span, length);
    }

    public IEnumerable<T> Get()
    {
        var elements = new List<T>();
        using var entries = scope.Scan([], backwards: false);
        var prefix = scope.PrefixLength;
        while (entries.MoveNext())
        {
            if (entries.Key.Length > prefix)
                elements.Add(serde.Deserialize(entries.Value));
        }
        return elements;
    }

    public void Clear()
    {
        using var entries = scope.Scan([], backwards: false);
        while (entries.MoveNext())
            scope.Delete(entries.Key);
    }

    long CountLive()
    {
        var count = 0L;
        using var entries = scope.Scan([], backwards: false);
        var prefix = scope.PrefixLength;
        while (entries.MoveNext())
            count += entries.Key.Length > prefix ? 1 : 0;
        return count;
    }

    ReadOnlySpan<byte> Element(long index)
    {
        var key = scope.Key();
        BinaryPrimitives.WriteInt64BigEndian(key.GetSpan(sizeof(long)), index);
        key.Advance(sizeof(long));
        return key.Span;
    }
}
