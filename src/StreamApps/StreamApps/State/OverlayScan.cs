namespace StreamApps.State;

/// <summary>
/// Walks overlay and database together in key order: where both have a key the overlay counts, and its deletions
/// hide the database's entries.
/// </summary>
internal sealed class OverlayScan : IStateIterator
{
    readonly StoreOverlay _overlay;
    readonly IStateIterator _database;
    readonly byte[] _limit;
    readonly bool _backwards;
    readonly long _write;
    int _entry;
    bool _databaseValid;
    bool _onEntry;
    bool _onDatabase;
    bool _started;
    bool _disposed;

    public OverlayScan(
        StoreOverlay overlay,
        IStateIterator database,
        ReadOnlySpan<byte> from,
        ReadOnlySpan<byte> to,
        bool backwards,
        long write)
    {
        _overlay = overlay;
        _database = database;
        _backwards = backwards;
        _write = write;
        _limit = (backwards ? from : to).ToArray();
        _entry = backwards ? overlay.SeekLast(to) : overlay.SeekFirst(from);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Key => _onEntry ? _overlay.ScannedKey(_entry) : _database.Key;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Value
    {
        get
        {
            if (!_onEntry)
                return _database.Value;
            _overlay.ReadAsOf(_entry, _write, out var value);
            return value;
        }
    }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_started)
        {
            _started = true;
            _databaseValid = _database.MoveNext();
        }
        else
        {
            Advance(_onEntry, _onDatabase);
        }
        while (true)
        {
            var state = CurrentEntry();
            if (state == EntryState.None)
            {
                (_onEntry, _onDatabase) = (false, _databaseValid);
                return _databaseValid;
            }
            var order = _databaseValid ? Compare(_overlay.ScannedKey(_entry), _database.Key) : -1;
            (_onEntry, _onDatabase) = (order <= 0, order >= 0);
            if (order > 0 || state == EntryState.Value)
                return true;
            Advance(entry: true, database: order == 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _database.Dispose();
        _overlay.Closed(this);
    }

    /// <summary>Moves to the next entry that says something within the range; None when there is none.</summary>
    EntryState CurrentEntry()
    {
        while (_entry >= 0)
        {
            if (IsBeyondLimit(_overlay.ScannedKey(_entry)))
                _entry = -1;
            else if (_overlay.ReadAsOf(_entry, _write, out _) is var state and not EntryState.None)
                return state;
            else
                _entry = _overlay.Neighbour(_entry, _backwards);
        }
        return EntryState.None;
    }

    bool IsBeyondLimit(ReadOnlySpan<byte> key) => _backwards
        ? key.SequenceCompareTo(_limit) < 0
        : _limit.Length > 0 && key.SequenceCompareTo(_limit) >= 0;

    int Compare(ReadOnlySpan<byte> one, ReadOnlySpan<byte> two) =>
        _backwards ? two.SequenceCompareTo(one) : one.SequenceCompareTo(two);

    void Advance(bool entry, bool database)
    {
        if (entry)
            _entry = _overlay.Neighbour(_entry, _backwards);
        if (database && _databaseValid)
            _databaseValid = _database.MoveNext();
    }
}
