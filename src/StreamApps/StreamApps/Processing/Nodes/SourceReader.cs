namespace StreamApps.Processing;

/// <summary>Reads keys and values of these types from the bytes of a topic.</summary>
internal sealed class SourceReader<TKey, TValue>(ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
{
    static readonly bool KeyMayBeNull = default(TKey) is null;
    static readonly bool ValueMayBeNull = default(TValue) is null;

    public TKey Key(in LogRecord record)
    {
        if (record.Key is { } bytes)
            return keySerde.Deserialize(bytes.Span);
        return KeyMayBeNull
            ? default!
            : throw new SerdeException(
                $"the record has no key, and {typeof(TKey).Name} has no null: use ISerde.OrNull");
    }

    public TValue Value(in LogRecord record)
    {
        if (record.Value is { } bytes)
            return valueSerde.Deserialize(bytes.Span);
        return ValueMayBeNull
            ? default!
            : throw new SerdeException(
                $"the record has no value, and {typeof(TValue).Name} has no null: use ISerde.OrNull");
    }
}
