using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Changes by key, and in the order of the times at which their keys began to be held. Layout:
/// <code>
/// 0 2 n        marks: stream time, number of keys, a time before which nothing is held
/// 1 key        time of the key, time of the record, the row before it was held, the change, headers
/// 2 time key   nothing: the order
/// </code>
/// </summary>
internal sealed class SuppressionStore<TKey, TValue>(
    StoreOverlay overlay, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
{
    const byte ByKey = 1;
    const byte ByTime = 2;
    const byte StreamTime = StoreMarks.OfOperator;
    const byte Held = StoreMarks.OfOperator + 1;
    const byte Low = StoreMarks.OfOperator + 2;
    const int ContentStart = 2 * sizeof(long);

    readonly StoreMarks _marks = new(overlay);
    readonly HeldChangeCodec<TValue> _codec = new(valueSerde);
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _index = new();
    readonly ScratchBuffer _content = new();

    /// <summary>How many keys are held.</summary>
    public long Count => _marks.Get(Held, 0);

    /// <summary>Moves stream time on, and returns it.</summary>
    public long Observe(long timestamp)
    {
        var time = _marks.Get(StreamTime, -1);
        if (timestamp > time)
            _marks.Set(StreamTime, time = timestamp);
        return time;
    }

    /// <summary>
    /// Holds a change: one that replaces another takes over its place. What the row was before is what the last change
    /// says, as in Kafka Streams: not what was last let out.
    /// </summary>
    public void Hold(long time, in Record<TKey, Change<TValue>> record)
    {
        _key.Clear();
        _key.Append(ByKey);
        keySerde.Serialize(record.Key, _key);
        var (prior, hasPrior) = (record.Value.Old, record.Value.HasOld);
        if (overlay.TryGet(_key.Span, out var held))
        {
            time = OrderedBytes.ReadTime(held);
            hasPrior = _codec.TryReadPrior(held[ContentStart..], out prior);
        }
        else
        {
            WriteIndex(time, _key.Span[1..]);
            overlay.Put(_index.Span, []);
            _marks.Set(Held, Count + 1);
            if (time < _marks.Get(Low, long.MaxValue))
                _marks.Set(Low, time);
        }
        _content.Clear();
        OrderedBytes.AppendTime(_content, time);
        OrderedBytes.AppendTime(_content, record.Timestamp);
        _codec.Write(prior, hasPrior, record.Value, record.Headers, _content);
        overlay.Put(_key.Span, _content.Span);
    }

    /// <summary>True when a change of the key is held; then the row before it was, if there was one.</summary>
    public bool IsHeld(TKey key, out TValue prior, out bool hasPrior)
    {
        _key.Clear();
        _key.Append(ByKey);
        keySerde.Serialize(key, _key);
        (prior, hasPrior) = (default!, false);
        if (!overlay.TryGet(_key.Span, out var held))
            return false;
        hasPrior = _codec.TryReadPrior(held[ContentStart..], out prior);
        return true;
    }

    /// <summary>Takes the change that is held for the longest time, if that began at or before a time.</summary>
    public bool TryTake(long latest, out Record<TKey, Change<TValue>> record)
    {
        record = default;
        var low = _marks.Get(Low, long.MaxValue);
        if (low > latest)
            return false;
        if (!FindFirst(low))
        {
            _marks.Set(Low, long.MaxValue);
            return false;
        }
        var time = OrderedBytes.ReadTime(_index.Span[1..]);
        if (time > low)
            _marks.Set(Low, time);
        if (time > latest)
            return false;
        _key.Clear();
        _key.Append(ByKey);
        _key.Append(_index.Span[(1 + sizeof(long))..]);
        if (!overlay.TryGet(_key.Span, out var held))
            throw new StateBackendException(
                StateErrorKind.Corrupt, "a suppressed change is in the order, and is not there");
        record = Read(held);
        overlay.Delete(_key.Span);
        overlay.Delete(_index.Span);
        _marks.Set(Held, Count - 1);
        return true;
    }

    Record<TKey, Change<TValue>> Read(ReadOnlySpan<byte> held)
    {
        var timestamp = OrderedBytes.ReadTime(held[sizeof(long)..]);
        var change = _codec.Read(held[ContentStart..], out var headers);
        return new(keySerde.Deserialize(_key.Span[1..]), change, timestamp, headers);
    }

    bool FindFirst(long low)
    {
        _index.Clear();
        _index.Append(ByTime);
        OrderedBytes.AppendTime(_index, low);
        using var first = overlay.Scan(_index.Span, [ByTime + 1], backwards: false);
        if (!first.MoveNext())
            return false;
        _index.Clear();
        _index.Append(first.Key);
        return true;
    }

    void WriteIndex(long time, ReadOnlySpan<byte> key)
    {
        _index.Clear();
        _index.Append(ByTime);
        OrderedBytes.AppendTime(_index, time);
        _index.Append(key);
    }
}
