namespace StreamApps.State;

/// <summary>How windows and their values are written in <see cref="TimedEntries"/>.</summary>
/// <param name="keySerde">How keys are written.</param>
/// <param name="valueSerde">How values are written.</param>
/// <param name="size">The size of windows in milliseconds; null for sessions, whose entries have both times.</param>
internal sealed class WindowForm<TKey, TValue>(ISerde<TKey> keySerde, ISerde<TValue> valueSerde, long? size)
{
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _value = new();
    readonly ScratchBuffer _unescaped = new();

    /// <summary>The key's bytes, valid until the next call.</summary>
    public ReadOnlySpan<byte> Bytes(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key.Clear();
        keySerde.Serialize(key, _key);
        return _key.Span;
    }

    /// <summary>The value's bytes, valid until the next call.</summary>
    public ReadOnlySpan<byte> Bytes(TValue value)
    {
        _value.Clear();
        valueSerde.Serialize(value, _value);
        return _value.Span;
    }

    public TValue ReadValue(ReadOnlySpan<byte> bytes) => valueSerde.Deserialize(bytes);

    public Windowed<TKey> ReadKey(ReadOnlySpan<byte> entry)
    {
        var written = TimedEntries.Split(entry, out var time, out var other);
        var key = keySerde.Deserialize(OrderedBytes.ReadString(written, _unescaped));
        return size is { } length
            ? new(key, time, time + length)
            : new(key, OrderedBytes.ReadTime(other), time);
    }
}
