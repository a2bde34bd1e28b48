namespace StreamApps.State;

/// <summary>The superseded versions of a versioned store, whose layout says how they are written.</summary>
internal sealed class VersionHistory
{
    const byte Area = 1;
    const long Open = long.MaxValue;
    const int ValueStart = sizeof(long) + 1;

    readonly StoreOverlay _overlay;
    readonly long _history;
    readonly StoreMarks _marks;
    readonly TimeIndex _times;
    readonly Action<byte[]> _deleteIndexed;
    readonly ScratchBuffer _entry = new();
    readonly ScratchBuffer _index = new();
    readonly ScratchBuffer _content = new();
    readonly ScratchBuffer _limit = new();

    public VersionHistory(StoreOverlay overlay, long history)
    {
        _overlay = overlay;
        _history = history;
        _marks = new(overlay);
        _times = new(overlay, history);
        _deleteIndexed = DeleteIndexed;
    }

    long Oldest
    {
        get
        {
            var newest = _marks.Get(StoreMarks.Newest, long.MinValue);
            return newest < long.MinValue + _history ? long.MinValue : newest - _history;
        }
    }

    /// <summary>Moves the newest time on; false when the version is too old to be put.</summary>
    public bool Admit(long timestamp)
    {
        if (timestamp > _marks.Get(StoreMarks.Newest, long.MinValue))
            _marks.Set(StoreMarks.Newest, timestamp);
        return timestamp >= Oldest;
    }

    /// <summary>False for a time that only the latest version is found at.</summary>
    public bool IsReachable(long asOf) => asOf >= Oldest;

    /// <summary>Deletes some versions that no lookup reaches any more.</summary>
    public void DeleteUnreachable() => _times.DeleteForgotten(Oldest, _deleteIndexed);

    /// <summary>Appends the value that was valid at a time to <paramref name="value"/>; false for none.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, long asOf, out long from, ScratchBuffer value)
    {
        using var versions = Before(key, asOf);
        from = -1;
        if (!versions.MoveNext())
            return false;
        var content = versions.Value;
        from = OrderedBytes.ReadTime(versions.Key[^sizeof(long)..]);
        if (asOf >= OrderedBytes.ReadTime(content) || content[sizeof(long)] == 0)
            return false;
        value.Append(content[ValueStart..]);
        return true;
    }

    /// <summary>Since when the key has had no value; null when that is not known.</summary>
    public long? OpenSince(ReadOnlySpan<byte> key)
    {
        using var versions = Before(key, long.MaxValue);
        return versions.MoveNext() && OrderedBytes.ReadTime(versions.Value) == Open
            ? OrderedBytes.ReadTime(versions.Key[^sizeof(long)..])
            : null;
    }

    /// <summary>
    /// Puts a version behind a later one; returns until when it is valid. What was valid at its time ends there.
    /// </summary>
    public long Insert(ReadOnlySpan<byte> key, long timestamp, bool hasValue, ReadOnlySpan<byte> value, long latest)
    {
        var end = NextAfter(key, timestamp, latest);
        var content = new ScratchBuffer();
        var from = Read(key, timestamp, content);
        if (from is { } before)
        {
            var validTo = OrderedBytes.ReadTime(content.Span);
            if (before == timestamp || validTo > timestamp)
                Delete(key, before, validTo);
            if (before != timestamp && validTo > timestamp)
                Put(key, before, timestamp, content.Span[sizeof(long)] != 0, content.Span[ValueStart..]);
        }
        Put(key, timestamp, end, hasValue, value);
        return end;
    }

    /// <summary>
    /// Makes the key one without a value since the end of the version that was valid until a time; nothing is known of
    /// it when there is no such version.
    /// </summary>
    public void Reopen(ReadOnlySpan<byte> key, long validTo)
    {
        var content = new ScratchBuffer();
        if (Read(key, validTo, content) is not { } before || OrderedBytes.ReadTime(content.Span) != validTo)
            return;
        if (content.Span[sizeof(long)] != 0)
        {
            Put(key, validTo, Open, hasValue: false, []);
            return;
        }
        Delete(key, before, validTo);
        Put(key, before, Open, hasValue: false, []);
    }

    public void Put(ReadOnlySpan<byte> key, long from, long validTo, bool hasValue, ReadOnlySpan<byte> value)
    {
        _content.Clear();
        OrderedBytes.AppendTime(_content, validTo);
        _content.Append(hasValue ? (byte)1 : (byte)0);
        _content.Append(value);
        WriteEntry(key, from);
        _overlay.Put(_entry.Span, _content.Span);
        WriteIndex(key, from, validTo);
        _overlay.Put(_index.Span, []);
    }

    public void Delete(ReadOnlySpan<byte> key, long from, long validTo)
    {
        WriteEntry(key, from);
        _overlay.Delete(_entry.Span);
        WriteIndex(key, from, validTo);
        _overlay.Delete(_index.Span);
    }

    /// <summary>The version that begins at or before a time, with its content; null for none.</summary>
    long? Read(ReadOnlySpan<byte> key, long time, ScratchBuffer content)
    {
        using var versions = Before(key, time);
        if (!versions.MoveNext())
            return null;
        content.Append(versions.Value);
        return OrderedBytes.ReadTime(versions.Key[^sizeof(long)..]);
    }

    /// <summary>When the first version after a time begins.</summary>
    long NextAfter(ReadOnlySpan<byte> key, long time, long latest)
    {
        WriteEntry(key, time + 1);
        WriteLimit(key, long.MaxValue);
        using var versions = _overlay.Scan(_entry.Span, _limit.Span, backwards: false);
        return versions.MoveNext() ? OrderedBytes.ReadTime(versions.Key[^sizeof(long)..]) : latest;
    }

    /// <summary>The versions that begin at or before a time, the last one first.</summary>
    IStateIterator Before(ReadOnlySpan<byte> key, long time)
    {
        WriteEntry(key, long.MinValue);
        WriteLimit(key, time);
        return _overlay.Scan(_entry.Span, _limit.Span, backwards: true);
    }

    void WriteEntry(ReadOnlySpan<byte> key, long from)
    {
        _entry.Clear();
        _entry.Append(Area);
        _entry.Append(key);
        OrderedBytes.AppendTime(_entry, from);
    }

    void WriteLimit(ReadOnlySpan<byte> key, long time)
    {
        _limit.Clear();
        _limit.Append(Area);
        _limit.Append(key);
        OrderedBytes.AppendTime(_limit, time);
        _limit.Append((byte)0);
    }

    /// <summary>
    /// A version that says that there is no value since its beginning can go when that is out of reach.
    /// </summary>
    void WriteIndex(ReadOnlySpan<byte> key, long from, long validTo)
    {
        _index.Clear();
        _index.Append(TimeIndex.Area);
        OrderedBytes.AppendTime(_index, validTo == Open ? from : validTo);
        _index.Append(key);
        OrderedBytes.AppendTime(_index, from);
    }

    void DeleteIndexed(byte[] index)
    {
        _entry.Clear();
        _entry.Append(Area);
        _entry.Append(index.AsSpan(1 + sizeof(long)));
        _overlay.Delete(_entry.Span);
    }
}
