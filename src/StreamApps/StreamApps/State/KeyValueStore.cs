namespace StreamApps.State;

/// <summary>A typed store over a task's overlay.</summary>
internal sealed class KeyValueStore<TKey, TValue>(
    StoreOverlay overlay, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) : IKeyValueStore<TKey, TValue>
{
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _value = new();

    public bool TryGet(TKey key, out TValue value)
    {
        if (overlay.TryGet(Bytes(key), out var found))
        {
            value = valueSerde.Deserialize(found);
            return true;
        }
        value = default!;
        return false;
    }

    public void Put(TKey key, TValue value)
    {
        if (value is null)
        {
            Delete(key);
            return;
        }
        _value.Clear();
        valueSerde.Serialize(value, _value);
        overlay.Put(Bytes(key), _value.Span);
    }

    public void Delete(TKey key) => overlay.Delete(Bytes(key));

    public KeyValueScan<TKey, TValue> All(bool backwards = false) => Scan([], [], backwards);

    public KeyValueScan<TKey, TValue> Range(TKey from, TKey to, bool backwards = false)
    {
        var start = Bytes(from);
        return Scan(start, After(to), backwards);
    }

    public KeyValueScan<TKey, TValue> From(TKey from, bool backwards = false) => Scan(Bytes(from), [], backwards);

    public KeyValueScan<TKey, TValue> UpTo(TKey to, bool backwards = false) => Scan([], After(to), backwards);

    public KeyValueScan<TKey, TValue> Prefix(ReadOnlySpan<byte> prefix, bool backwards = false)
    {
        KeyRange.AfterPrefix(prefix, _value);
        return Scan(prefix, _value.Span, backwards);
    }

    KeyValueScan<TKey, TValue> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards) =>
        new(overlay.Scan(from, to, backwards), keySerde, valueSerde);

    ReadOnlySpan<byte> Bytes(TKey key)
    {
        // Not ThrowIfNull, which boxes numbers until it is compiled with optimisation.
        if (key is null)
            throw new ArgumentNullException(nameof(key));
        _key.Clear();
        keySerde.Serialize(key, _key);
        return _key.Span;
    }

    /// <summary>The first key after this one: itself and a zero.</summary>
    ReadOnlySpan<byte> After(TKey key)
    {
        // Not ThrowIfNull, which boxes numbers until it is compiled with optimisation.
        if (key is null)
            throw new ArgumentNullException(nameof(key));
        _value.Clear();
        keySerde.Serialize(key, _value);
        _value.Append((byte)0);
        return _value.Span;
    }
}
