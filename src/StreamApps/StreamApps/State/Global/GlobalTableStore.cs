namespace StreamApps.State;

/// <summary>A global table as a typed store, to be read only.</summary>
internal sealed class GlobalTableStore<TKey, TValue>(GlobalRows rows, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    : IKeyValueStore<TKey, Timestamped<TValue>>
{
    readonly TimestampedSerde<TValue> _rowSerde = new(valueSerde);
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _limit = new();

    public bool TryGet(TKey key, out Timestamped<TValue> value)
    {
        if (rows.TryGet(Bytes(key, _key), out var found))
        {
            value = _rowSerde.Deserialize(found);
            return true;
        }
        value = default;
        return false;
    }

    public void Put(TKey key, Timestamped<TValue> value) => throw ReadOnly();

    public void Delete(TKey key) => throw ReadOnly();

    public KeyValueScan<TKey, Timestamped<TValue>> All(bool backwards = false) => Scan([], [], backwards);

    public KeyValueScan<TKey, Timestamped<TValue>> Range(TKey from, TKey to, bool backwards = false) =>
        Scan(Bytes(from, _key), After(to), backwards);

    public KeyValueScan<TKey, Timestamped<TValue>> From(TKey from, bool backwards = false) =>
        Scan(Bytes(from, _key), [], backwards);

    public KeyValueScan<TKey, Timestamped<TValue>> UpTo(TKey to, bool backwards = false) =>
        Scan([], After(to), backwards);

    public KeyValueScan<TKey, Timestamped<TValue>> Prefix(ReadOnlySpan<byte> prefix, bool backwards = false)
    {
        KeyRange.AfterPrefix(prefix, _limit);
        return Scan(prefix, _limit.Span, backwards);
    }

    KeyValueScan<TKey, Timestamped<TValue>> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards) =>
        new(rows.Scan(from, to, backwards), keySerde, _rowSerde);

    ReadOnlySpan<byte> After(TKey key)
    {
        Bytes(key, _limit);
        _limit.Append((byte)0);
        return _limit.Span;
    }

    ReadOnlySpan<byte> Bytes(TKey key, ScratchBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(key);
        buffer.Clear();
        keySerde.Serialize(key, buffer);
        return buffer.Span;
    }

    static InvalidOperationException ReadOnly() =>
        new("a global table is what its topic says: write to the topic");
}
