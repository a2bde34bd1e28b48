namespace StreamApps.State;

/// <summary>Savepoints: all writes of a record go, or none.</summary>
internal sealed partial class StoreOverlay
{
    readonly List<(int Index, EntryContent Content, ArenaSlice Spare, long Record)> _undo = [];
    bool _committed;

    /// <summary>
    /// Changes whenever entries may have changed otherwise than by a write: at the next record, or when one is taken
    /// back.
    /// </summary>
    public long Savepoint => _record;

    /// <summary>
    /// Changes whenever writes were lost, or others came in: whoever remembers what was written must forget it.
    /// </summary>
    public long Losses { get; private set; }

    /// <summary>Writes from here on can be taken back by <see cref="Rollback"/>.</summary>
    public void BeginRecord()
    {
        _undo.Clear();
        _record++;
    }

    /// <summary>Takes back all writes since <see cref="BeginRecord"/>. No scan may be open.</summary>
    public void Rollback()
    {
        _orderedAt = -1;
        if (_undo.Count > 0)
            Losses++;
        for (var step = _undo.Count - 1; step >= 0; step--)
        {
            var (index, content, spare, record) = _undo[step];
            ref var entry = ref _entries[index];
            entry.Content = content;
            entry.Spare = spare;
            entry.Record = record;
        }
        _undo.Clear();
        _record++;
    }

    /// <summary>Forgets all entries; the arena is its owner's to reset.</summary>
    public void Clear()
    {
        if (!_committed && _count > 0)
            Losses++;
        _committed = false;
        if (_count * 8 < _buckets.Length)
        {
            for (var index = 0; index < _count; index++)
                _buckets[_entries[index].Hash & (uint)(_buckets.Length - 1)] = -1;
        }
        else
        {
            Array.Fill(_buckets, -1);
        }
        _count = 0;
        _order.Clear();
        _undo.Clear();
        _record++;
        _orderedAt = -1;
    }

    void RememberForRollback(int index, in OverlayEntry entry) =>
        _undo.Add((index, entry.Content, entry.Spare, entry.Record));
}
