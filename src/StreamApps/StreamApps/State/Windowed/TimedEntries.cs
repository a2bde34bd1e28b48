namespace StreamApps.State;

/// <summary>
/// Entries of a key and a time, found by key and by time, that are forgotten when their time is not after the newest
/// one less a retention. Layout, times ordered, keys as <see cref="OrderedBytes"/>:
/// <code>
/// 0 1                     where the deletion of forgotten entries goes on
/// 0 2 n                   a mark: the newest time, and those of the operator
/// 1 key time [other]      value
/// 2 time key [other]      nothing: the time index
/// </code>
/// The other time is the start of a session, whose time is its end.
/// </summary>
internal sealed class TimedEntries
{
    const byte ByKey = 1;

    readonly StoreOverlay _overlay;
    readonly long _retention;
    readonly TimeIndex _times;
    readonly Action<byte[]> _deleteIndexed;
    readonly ScratchBuffer _primary = new();
    readonly ScratchBuffer _index = new();
    readonly ScratchBuffer _limit = new();
    readonly ScratchBuffer _known = new();
    bool _knownToExist;
    long _knownAt = -1;

    public TimedEntries(StoreOverlay overlay, long retention)
    {
        _overlay = overlay;
        _retention = retention;
        _times = new(overlay, retention);
        Marks = new(overlay);
        _deleteIndexed = DeleteIndexed;
    }

    /// <summary>Numbers that are kept with the entries.</summary>
    public StoreMarks Marks { get; }

    /// <summary>
    /// The mark of the time up to which entries may be deleted, for an operator that has something to do with them
    /// after they are forgotten: give them out. Null when there is none.
    /// </summary>
    public byte? DeletableUpTo { get; set; }

    /// <summary>The largest time that is forgotten; <see cref="long.MinValue"/> for none.</summary>
    public long Forgotten => ForgottenAt(Marks.Get(StoreMarks.Newest, long.MinValue));

    /// <summary>Finds a value; the span is valid until the next call on the store.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, long time, long? other, out ReadOnlySpan<byte> value)
    {
        WritePrimary(key, time, other);
        var found = _overlay.TryGet(_primary.Span, out value);
        Remember(found);
        return found;
    }

    /// <summary>Sets a value, unless its time is forgotten. A new entry deletes some of those that are.</summary>
    public void Put(ReadOnlySpan<byte> key, long time, long? other, ReadOnlySpan<byte> value)
    {
        var newest = Marks.Get(StoreMarks.Newest, long.MinValue);
        if (time > newest)
            Marks.Set(StoreMarks.Newest, newest = time);
        else if (time <= ForgottenAt(newest))
            return;
        WritePrimary(key, time, other);
        var isNew = !Exists();
        _overlay.Put(_primary.Span, value);
        Remember(found: true);
        if (!isNew)
            return;
        WriteIndex(key, time, other);
        _overlay.Put(_index.Span, []);
        var forgotten = ForgottenAt(newest);
        var deletable = DeletableUpTo is { } mark ? Math.Min(forgotten, Marks.Get(mark, -1)) : forgotten;
        _times.DeleteForgotten(deletable, _deleteIndexed);
    }

    public void Delete(ReadOnlySpan<byte> key, long time, long? other)
    {
        WritePrimary(key, time, other);
        if (!Exists())
            return;
        _overlay.Delete(_primary.Span);
        WriteIndex(key, time, other);
        _overlay.Delete(_index.Span);
        Remember(found: false);
    }

    /// <summary>The entries of a key between two times, both included, that are not forgotten.</summary>
    public IStateIterator ScanKey(ReadOnlySpan<byte> key, long from, long to, bool backwards)
    {
        var forgotten = Forgotten;
        WritePrimary(key, forgotten < from ? from : forgotten + 1, null);
        _limit.Clear();
        _limit.Append(_primary.Span[..^sizeof(long)]);
        OrderedBytes.AppendTime(_limit, to);
        // Behind all entries of the last time: the other time that may follow is smaller than this.
        _limit.Append(byte.MaxValue);
        _limit.Append(byte.MaxValue);
        return _overlay.Scan(_primary.Span, _limit.Span, backwards);
    }

    /// <summary>The time index between two times, both included, with what is forgotten but not deleted yet.</summary>
    public IStateIterator ScanTimes(long from, long to, bool backwards) => _times.Scan(from, to, backwards);

    /// <summary>Finds the value of an entry of the time index.</summary>
    public bool TryGetIndexed(ReadOnlySpan<byte> index, out ReadOnlySpan<byte> value)
    {
        WritePrimaryOf(index);
        return _overlay.TryGet(_primary.Span, out value);
    }

    /// <summary>True for an entry of the time index.</summary>
    public static bool IsIndexed(ReadOnlySpan<byte> entry) => entry[0] == TimeIndex.Area;

    /// <summary>The parts of an entry: its key as it is written, its time and the other one.</summary>
    public static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> entry, out long time, out ReadOnlySpan<byte> other)
    {
        if (IsIndexed(entry))
        {
            time = OrderedBytes.ReadTime(entry[1..]);
            var written = entry[(1 + sizeof(long))..];
            var length = OrderedBytes.StringLength(written);
            other = written[length..];
            return written[..length];
        }
        var keyLength = OrderedBytes.StringLength(entry[1..]);
        var times = entry[(1 + keyLength)..];
        time = OrderedBytes.ReadTime(times);
        other = times[sizeof(long)..];
        return entry.Slice(1, keyLength);
    }

    long ForgottenAt(long newest) => newest < long.MinValue + _retention ? long.MinValue : newest - _retention;

    bool Exists() => _knownAt == _overlay.Savepoint && _known.Span.SequenceEqual(_primary.Span)
        ? _knownToExist
        : _overlay.TryGet(_primary.Span, out _);

    /// <summary>What was just found need not be looked for again by the put that follows.</summary>
    void Remember(bool found)
    {
        _known.Clear();
        _known.Append(_primary.Span);
        _knownToExist = found;
        _knownAt = _overlay.Savepoint;
    }

    void DeleteIndexed(byte[] index)
    {
        WritePrimaryOf(index);
        _overlay.Delete(_primary.Span);
        _known.Clear();
    }

    void WritePrimary(ReadOnlySpan<byte> key, long time, long? other)
    {
        _primary.Clear();
        _primary.Append(ByKey);
        OrderedBytes.AppendString(_primary, key);
        OrderedBytes.AppendTime(_primary, time);
        if (other is { } second)
            OrderedBytes.AppendTime(_primary, second);
    }

    void WriteIndex(ReadOnlySpan<byte> key, long time, long? other)
    {
        _index.Clear();
        _index.Append(TimeIndex.Area);
        OrderedBytes.AppendTime(_index, time);
        OrderedBytes.AppendString(_index, key);
        if (other is { } second)
            OrderedBytes.AppendTime(_index, second);
    }

    void WritePrimaryOf(ReadOnlySpan<byte> index)
    {
        var key = Split(index, out var time, out var other);
        _primary.Clear();
        _primary.Append(ByKey);
        _primary.Append(key);
        OrderedBytes.AppendTime(_primary, time);
        _primary.Append(other);
    }
}
