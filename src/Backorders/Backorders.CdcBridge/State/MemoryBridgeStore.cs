namespace Backorders.CdcBridge.State;

/// <summary>A store in memory, for replays and tests.</summary>
sealed class MemoryBridgeStore : IBridgeStore
{
    readonly Dictionary<byte[], byte[]> _values;
    readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    readonly SortedSet<byte[]> _order = new(new ByteOrder());

    public MemoryBridgeStore()
    {
        _values = new(new ByteEquality());
        _lookup = _values.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _values.Count;

    public byte[]? Get(ReadOnlySpan<byte> key) => _lookup.TryGetValue(key, out var value) ? value : null;

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_lookup.ContainsKey(key))
        {
            _lookup[key] = value.ToArray();
            return;
        }
        var bytes = key.ToArray();
        _values.Add(bytes, value.ToArray());
        _order.Add(bytes);
    }

    public void Delete(ReadOnlySpan<byte> key)
    {
        if (_lookup.Remove(key, out var actual, out _))
            _order.Remove(actual);
    }

    public IReadOnlyList<KeyValuePair<byte[], byte[]>> Scan(
        ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> after, int limit)
    {
        var found = new List<KeyValuePair<byte[], byte[]>>();
        var start = prefix.ToArray();
        var from = after.IsEmpty ? start : [.. after, 0];
        if (_order.Count == 0 || ByteOrder.Of(_order.Max!, from) < 0)
            return found;
        foreach (var key in _order.GetViewBetween(from, _order.Max!))
        {
            if (found.Count == limit || !key.AsSpan().StartsWith(start))
                break;
            found.Add(new(key, _values[key]));
        }
        return found;
    }

    /// <summary>A copy, as a process that is started again finds it.</summary>
    public MemoryBridgeStore Copy()
    {
        var copy = new MemoryBridgeStore();
        foreach (var (key, value) in _values)
            copy.Put(key, value);
        return copy;
    }

    sealed class ByteOrder : IComparer<byte[]>
    {
        public static int Of(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);

        public int Compare(byte[]? x, byte[]? y) => Of(x!, y!);
    }

    sealed class ByteEquality : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)System.IO.Hashing.XxHash3.HashToUInt64(alternate);
    }
}
