namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// Walks the records of an uncompressed batch's payload (the bytes after the header) without copying.
/// </summary>
internal ref struct RecordReader(ReadOnlySpan<byte> payload)
{
    readonly ReadOnlySpan<byte> _payload = payload;
    int _position;

    public long TimestampDelta { get; private set; }

    public long OffsetDelta { get; private set; }

    /// <summary>A record's length is no number at all, rather than one that does not fit.</summary>
    public bool HasOverlongLength { get; private set; }

    public byte Attributes { get; private set; }

    /// <summary>
    /// The record's bytes behind its timestamp, which do not change when the timestamp is written anew.
    /// </summary>
    public ReadOnlySpan<byte> AfterTimestamp { get; private set; }

    public bool HasKey { get; private set; }

    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>False for a tombstone.</summary>
    public bool HasValue { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public readonly bool AtEnd => _position == _payload.Length;

    /// <summary>Moves to the next record; false at the end and for bytes that are no record.</summary>
    public bool Read()
    {
        var start = _position;
        if (!Varint.TryRead(_payload, ref _position, out var length))
        {
            HasOverlongLength = _position - start >= Varint.MaxLengthOfInt32;
            return false;
        }
        if (length < 0 || length > _payload.Length - _position)
            return false;
        var body = _payload.Slice(_position, (int)length);
        _position += (int)length;
        return ReadBody(body);
    }

    bool ReadBody(ReadOnlySpan<byte> body)
    {
        var at = 1;
        if (body.IsEmpty || !Varint.TryRead(body, ref at, out var time))
            return false;
        Attributes = body[0];
        AfterTimestamp = body[at..];
        if (!Varint.TryRead(body, ref at, out var offset))
            return false;
        TimestampDelta = time;
        OffsetDelta = offset;
        if (!TryField(body, ref at, out var hasKey, out var key)
            || !TryField(body, ref at, out var hasValue, out var value))
        {
            return false;
        }
        HasKey = hasKey;
        Key = key;
        HasValue = hasValue;
        Value = value;
        return TryHeaders(body, ref at) && at == body.Length;
    }

    static bool TryHeaders(ReadOnlySpan<byte> body, scoped ref int at)
    {
        if (!Varint.TryRead(body, ref at, out var headers) || headers < 0)
            return false;
        for (var i = 0L; i < headers; i++)
        {
            if (!TryField(body, ref at, out var hasName, out _) || !hasName || !TryField(body, ref at, out _, out _))
                return false;
        }
        return true;
    }

    static bool TryField(ReadOnlySpan<byte> body, scoped ref int at, out bool present, out ReadOnlySpan<byte> field)
    {
        field = default;
        present = false;
        if (!Varint.TryRead(body, ref at, out var length) || length < -1 || length > body.Length - at)
            return false;
        if (length < 0)
            return true;
        present = true;
        field = body.Slice(at, (int)length);
        at += (int)length;
        return true;
    }
}
