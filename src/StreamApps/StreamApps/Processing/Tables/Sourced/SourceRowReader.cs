using StreamApps.State;

namespace StreamApps.Processing;

/// <inheritdoc cref="ISourceRowReader"/>
internal sealed class SourceRowReader<TKey, TValue>(ISerde<TKey> keySerde, ISerde<TValue> valueSerde) : ISourceRowReader
{
    readonly SourceReader<TKey, TValue> _reader = new(keySerde, valueSerde);
    readonly TimestampedSerde<TValue> _rowSerde = new(valueSerde);

    public bool TryRead(in LogRecord record, ScratchBuffer key, ScratchBuffer row)
    {
        key.Clear();
        row.Clear();
        if (record.Timestamp < 0)
            return false;
        TKey readKey;
        TValue value;
        try
        {
            (readKey, value) = (_reader.Key(record), _reader.Value(record));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It was behind the task's position, so the handler had let it pass: it has left no row.
            return false;
        }
        if (readKey is null)
            return false;
        keySerde.Serialize(readKey, key);
        if (value is not null)
            _rowSerde.Serialize(new(value, record.Timestamp), row);
        return true;
    }
}
