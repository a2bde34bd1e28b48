using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>
/// A log in memory: transactions reach it when they commit, each with a marker that takes an offset. What a test
/// wants to fail is scripted by the name of the call; every call is noted in the journal.
/// </summary>
sealed class FakeLog
{
    readonly Lock _gate = new();
    readonly Dictionary<TopicPartition, List<LogRecord?>> _partitions = [];
    readonly Dictionary<TopicPartition, long> _starts = [];
    readonly Dictionary<TopicPartition, long> _groupOffsets = [];
    readonly Dictionary<string, Queue<LogTransportException>> _failures = new(StringComparer.Ordinal);
    readonly List<string> _journal = [];

    /// <summary>Topics as an admin client describes them.</summary>
    public Dictionary<string, TopicDescription> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>What a broker would refuse of a committing transaction; nothing by default.</summary>
    public Func<LogRecord, bool> Refuses { get; set; } = static _ => false;

    /// <summary>The append time of records, in milliseconds since 1970.</summary>
    public Func<long> Clock { get; set; } = static () => 0;

    /// <summary>True while a transaction holds the group's offsets open.</summary>
    public bool OffsetsAreUnstable { get; set; }

    public IReadOnlyList<string> Journal
    {
        get
        {
            lock (_gate)
                return [.. _journal];
        }
    }

    public void Note(string call)
    {
        lock (_gate)
            _journal.Add(call);
    }

    /// <summary>Empties the journal.</summary>
    public void Forget()
    {
        lock (_gate)
            _journal.Clear();
    }

    public int Count(string call) => Journal.Count(noted => noted == call);

    /// <summary>The next call of this name fails, and so on for each time that this is called.</summary>
    public void Fail(string call, LogErrorKind kind)
    {
        lock (_gate)
        {
            if (!_failures.TryGetValue(call, out var queue))
                _failures.Add(call, queue = new());
            queue.Enqueue(new LogTransportException(kind, $"{call} was told to fail"));
        }
    }

    /// <summary>The failure that is scripted for this call, or null.</summary>
    public LogTransportException? Failure(string call)
    {
        lock (_gate)
            return _failures.TryGetValue(call, out var queue) && queue.TryDequeue(out var failure) ? failure : null;
    }

    public long Append(TopicPartition partition, string? key, string value, long timestamp = 0) => Append(
        new LogRecord(
            partition,
            -1,
            timestamp,
            key is null ? null : (ReadOnlyMemory<byte>?)System.Text.Encoding.UTF8.GetBytes(key),
            (ReadOnlyMemory<byte>?)System.Text.Encoding.UTF8.GetBytes(value),
            null));

    public long Append(in LogRecord record)
    {
        lock (_gate)
        {
            var entries = Entries(record.Source);
            entries.Add(record with { Offset = entries.Count });
            return entries.Count - 1;
        }
    }

    /// <summary>Appends a control record: an offset without a record.</summary>
    public void AppendMarker(TopicPartition partition)
    {
        lock (_gate)
            Entries(partition).Add(null);
    }

    public void DeleteBefore(TopicPartition partition, long offset)
    {
        lock (_gate)
            _starts[partition] = offset;
    }

    /// <summary>Deletes the partition and creates it anew, empty.</summary>
    public void Recreate(TopicPartition partition)
    {
        lock (_gate)
        {
            _partitions.Remove(partition);
            _starts.Remove(partition);
        }
    }

    public OffsetRange Range(TopicPartition partition)
    {
        lock (_gate)
            return new(_starts.GetValueOrDefault(partition), Entries(partition).Count);
    }

    /// <summary>The records from an offset on, at most so many offsets.</summary>
    public List<LogRecord?> Read(TopicPartition partition, long from, int most = int.MaxValue)
    {
        lock (_gate)
            return [.. Entries(partition).Skip((int)from).Take(most)];
    }

    public List<LogRecord> Records(string topic, int partition = 0) =>
        [.. Read(new(topic, partition), 0).OfType<LogRecord>()];

    public long? GroupOffset(TopicPartition partition)
    {
        lock (_gate)
            return _groupOffsets.TryGetValue(partition, out var offset) ? offset : null;
    }

    public void SetGroupOffset(TopicPartition partition, long? offset)
    {
        lock (_gate)
        {
            if (offset is { } known)
                _groupOffsets[partition] = known;
            else
                _groupOffsets.Remove(partition);
        }
    }

    List<LogRecord?> Entries(TopicPartition partition)
    {
        if (!_partitions.TryGetValue(partition, out var entries))
            _partitions.Add(partition, entries = []);
        return entries;
    }
}
