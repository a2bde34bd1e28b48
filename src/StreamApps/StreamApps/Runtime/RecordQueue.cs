using System.Buffers;

namespace StreamApps.Runtime;

/// <summary>
/// Records of one input, first in first out, that wait for those of other inputs. Their bytes are its own.
/// </summary>
sealed class RecordQueue(TopicPartition input)
{
    Entry[] _entries = new Entry[64];
    int _first;

    /// <summary>Where the records were read.</summary>
    public TopicPartition Input => input;

    public int Count { get; private set; }

    /// <summary>Bytes of keys and values.</summary>
    public long Bytes { get; private set; }

    /// <summary>The first record; there must be one. It is valid until it is removed.</summary>
    public ref readonly LogRecord First => ref _entries[_first].Record;

    /// <summary>Appends a copy of the record.</summary>
    public void Add(in LogRecord record)
    {
        if (Count == _entries.Length)
            Grow();
        var (key, value) = (record.Key, record.Value);
        var bytes = ArrayPool<byte>.Shared.Rent((key?.Length ?? 0) + (value?.Length ?? 0));
        key?.CopyTo(bytes);
        value?.CopyTo(bytes.AsMemory(key?.Length ?? 0));
        _entries[(_first + Count++) & (_entries.Length - 1)] = new Entry
        {
            Record = record with
            {
                Key = key is { } k ? bytes.AsMemory(0, k.Length) : default(ReadOnlyMemory<byte>?),
                Value = value is { } v ? bytes.AsMemory(key?.Length ?? 0, v.Length) : default(ReadOnlyMemory<byte>?),
            },
            Bytes = bytes,
        };
        Bytes += Size(record);
    }

    /// <summary>Removes the first record.</summary>
    public void RemoveFirst()
    {
        ref var entry = ref _entries[_first];
        Bytes -= Size(entry.Record);
        ArrayPool<byte>.Shared.Return(entry.Bytes);
        entry = default;
        _first = (_first + 1) & (_entries.Length - 1);
        Count--;
    }

    public void Clear()
    {
        while (Count > 0)
            RemoveFirst();
    }

    static long Size(in LogRecord record) => (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0);

    void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        for (var index = 0; index < Count; index++)
            larger[index] = _entries[(_first + index) & (_entries.Length - 1)];
        (_entries, _first) = (larger, 0);
    }

    struct Entry
    {
        public LogRecord Record;
        public byte[] Bytes;
    }
}
