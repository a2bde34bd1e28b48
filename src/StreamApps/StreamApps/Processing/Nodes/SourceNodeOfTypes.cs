using StreamApps.Time;

namespace StreamApps.Processing;

/// <summary>Turns bytes into records of these types, once.</summary>
internal sealed class SourceNode<TKey, TValue>(
    ISerde<TKey> keySerde, ISerde<TValue> valueSerde, TimestampExtractor<TKey, TValue>? extractor) : SourceNode
{
    static readonly bool KeyMayBeNull = default(TKey) is null;
    static readonly bool ValueMayBeNull = default(TValue) is null;

    Outlet<TKey, TValue>? _outlet;

    public override void AddChild(Node child, string? sideOutput) => (_outlet ??= new(Context, this)).Add(child);

    public override void Process(in LogRecord record, TaskInput input)
    {
        Context.Current = this;
        Context.Stage = ErrorStage.Deserialization;
        var read = new Record<TKey, TValue>(ReadKey(record), ReadValue(record), record.Timestamp, record.Headers);
        var timestamp = extractor is null ? record.Timestamp : extractor(read, input.MaxTimestamp);
        Context.Stage = ErrorStage.Processing;
        if (timestamp < 0)
        {
            Context.Counters.NegativeTimestamp++;
            return;
        }
        Context.Clock.Observe(input, timestamp);
        _outlet?.Forward(timestamp == record.Timestamp ? read : read.At(timestamp));
    }

    TKey ReadKey(in LogRecord record)
    {
        if (record.Key is { } bytes)
            return keySerde.Deserialize(bytes.Span);
        return KeyMayBeNull
            ? default!
            : throw new SerdeException(
                $"the record has no key, and {typeof(TKey).Name} has no null: use ISerde.OrNull");
    }

    TValue ReadValue(in LogRecord record)
    {
        if (record.Value is { } bytes)
            return valueSerde.Deserialize(bytes.Span);
        return ValueMayBeNull
            ? default!
            : throw new SerdeException(
                $"the record has no value, and {typeof(TValue).Name} has no null: use ISerde.OrNull");
    }
}
