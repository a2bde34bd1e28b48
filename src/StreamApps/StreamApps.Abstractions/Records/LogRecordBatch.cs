namespace StreamApps;

/// <summary>
/// A buffer of records that a reader fills and its owner clears, again and again, so that polling allocates no lists.
/// Records and their memory are valid until <see cref="Clear"/>.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class LogRecordBatch
{
    readonly LogRecord[] _records;

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

    /// <summary>Removes all records and lets go of their memory.</summary>
    public void Clear()
    {
        Array.Clear(_records, 0, Count);
        Count = 0;
    }
}
