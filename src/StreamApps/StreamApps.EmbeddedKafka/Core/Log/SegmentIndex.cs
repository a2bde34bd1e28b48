namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>A sparse index over a segment's batches: by offset, by position, by timestamp.</summary>
internal sealed class SegmentIndex
{
    const int BytesBetweenEntries = 4096;

    readonly List<IndexEntry> _entries = [];

    public IReadOnlyList<IndexEntry> Entries => _entries;

    public void Add(IndexEntry entry)
    {
        if (_entries.Count == 0 || entry.Position - _entries[^1].Position >= BytesBetweenEntries)
            _entries.Add(entry);
    }

    public void Restore(IndexEntry entry) => _entries.Add(entry);

    /// <summary>The position from which a scan finds the batch that holds the offset.</summary>
    public long PositionBeforeOffset(long offset) => Floor(entry => entry.BaseOffset <= offset);

    /// <summary>The last indexed position at or before a position.</summary>
    public long PositionBefore(long position) => Floor(entry => entry.Position <= position);

    /// <summary>
    /// The position from which a scan finds the first batch whose largest timestamp reaches the time.
    /// </summary>
    public long PositionBeforeTimestamp(long timestamp) => Floor(entry => entry.MaxTimestampBefore < timestamp);

    long Floor(Predicate<IndexEntry> holds)
    {
        var low = 0;
        var high = _entries.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (holds(_entries[middle])) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : _entries[low - 1].Position;
    }
}
