namespace StreamApps.State;

/// <summary>
/// Scans. A scan sees the store as it was when it was opened: what is written while it is open is not seen by it,
/// only by reads and by later scans.
/// </summary>
internal sealed partial class StoreOverlay
{
    readonly SkipIndex _order;
    readonly List<(int Index, EntryContent Content)> _versions = [];
    readonly List<OverlayScan> _scans = [];
    bool _ordered;
    int _openScans;

    /// <summary>
    /// The entries of a range, as <see cref="ITaskDatabase.Scan"/>, with the overlay's over the database's.
    /// </summary>
    public IStateIterator Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards)
    {
        if (!_ordered)
            StartOrdering();
        var scan = new OverlayScan(this, _database.Scan(_store, from, to, backwards), from, to, backwards, _writes);
        _scans.Add(scan);
        _openScans++;
        return scan;
    }

    /// <summary>Closes scans that their users left open, so that nothing stays pinned beyond a record.</summary>
    public void CloseScans()
    {
        for (var index = _scans.Count - 1; index >= 0; index--)
            _scans[index].Dispose();
    }

    internal void Closed(OverlayScan scan)
    {
        _scans.Remove(scan);
        if (--_openScans == 0)
            _versions.Clear();
    }

    /// <summary>The first entry at or after <paramref name="key"/>, or -1.</summary>
    internal int SeekFirst(ReadOnlySpan<byte> key) => _order.AtOrAfter(key);

    /// <summary>The last entry before <paramref name="key"/>, where empty means the end; or -1.</summary>
    internal int SeekLast(ReadOnlySpan<byte> key) => key.IsEmpty ? _order.Last : _order.Before(key);

    internal int Neighbour(int index, bool backwards) => backwards ? _order.Previous(index) : _order.Next(index);

    internal ReadOnlySpan<byte> ScannedKey(int index) => KeyOf(index);

    /// <summary>What the entry held when <paramref name="write"/> was the last write.</summary>
    internal EntryState ReadAsOf(int index, long write, out ReadOnlySpan<byte> value)
    {
        var content = _entries[index].Content;
        if (content.Write > write)
            content = VersionAsOf(index, write);
        value = content.State == EntryState.Value ? ValueOf(content) : default;
        return content.State;
    }

    EntryContent VersionAsOf(int index, long write)
    {
        for (var version = _versions.Count - 1; version >= 0; version--)
        {
            if (_versions[version].Index == index && _versions[version].Content.Write <= write)
                return _versions[version].Content;
        }
        // Written for the first time after the scan was opened.
        return default;
    }

    void RememberForScans(int index, in OverlayEntry entry) => _versions.Add((index, entry.Content));

    /// <summary>A store that is never scanned does not pay for an order.</summary>
    void StartOrdering()
    {
        _ordered = true;
        for (var index = 0; index < _count; index++)
            _order.Insert(index);
    }
}
