namespace StreamApps;

/// <summary>
/// A buffer of records that a reader fills and its owner clears, again and again, so that polling allocates no lists.
/// Records and their memory are valid until <see cref="Clear"/>.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class LogRecordBatch
{
    const int PageSize = 256 << 10;
    const int KeptPages = 64;

    readonly LogRecord[] _records;
    readonly List<byte[]> _pages = [];
    byte[] _page = [];
    int _used;
    int _nextPage;

    /// <summary>Creates a batch that takes up to <paramref name="capacity"/> records at a time.</summary>
    public LogRecordBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _records = new LogRecord[capacity];
    }

    /// <summary>How many records are in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>How many records it can take.</summary>
    public int Capacity => _records.Length;

    /// <summary>True when it can take no further record.</summary>
    public bool IsFull => Count == _records.Length;

    /// <summary>The records in the order in which they were read.</summary>
    public ReadOnlySpan<LogRecord> Records => _records.AsSpan(0, Count);

    /// <summary>Appends a record.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Add(in LogRecord record)
    {
        if (IsFull)
            throw new InvalidOperationException($"the batch is full at {Capacity} records");
        _records[Count++] = record;
    }

    /// <summary>
    /// Appends a record whose bytes are copied into memory that the batch uses again after it was cleared.
    /// </summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Add(
        TopicPartition source,
        long offset,
        long timestamp,
        ReadOnlySpan<byte> key,
        bool hasKey,
        ReadOnlySpan<byte> value,
        bool hasValue,
        RecordHeaders? headers) => Add(new LogRecord(
            source,
            offset,
            timestamp,
            hasKey ? Copy(key) : default(ReadOnlyMemory<byte>?),
            hasValue ? Copy(value) : default(ReadOnlyMemory<byte>?),
            headers));

    /// <summary>Removes all records and lets go of their memory.</summary>
    public void Clear()
    {
        Array.Clear(_records, 0, Count);
        Count = 0;
        if (_pages.Count > KeptPages)
            _pages.RemoveRange(KeptPages, _pages.Count - KeptPages);
        (_page, _used, _nextPage) = ([], 0, 0);
    }

    ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > PageSize)
            return bytes.ToArray();
        if (_used + bytes.Length > _page.Length)
        {
            if (_nextPage == _pages.Count)
                _pages.Add(new byte[PageSize]);
            (_page, _used) = (_pages[_nextPage++], 0);
        }
        var copy = _page.AsMemory(_used, bytes.Length);
        bytes.CopyTo(copy.Span);
        _used += bytes.Length;
        return copy;
    }
}
