namespace StreamApps.State;

/// <summary>The folded changes, one for each key, in the order of the keys.</summary>
internal sealed partial class StoreOverlay
{
    int[] _byKey = [];
    Comparison<int>? _compareKeys;
    long _orderedAt = -1;
    int _orderedCount;

    /// <summary>
    /// Adds the changes to a batch for the database, in the order of their keys: a database that takes them in order
    /// finds the place of each beside the one before.
    /// </summary>
    public void AddTo(IStateWriteBatch batch)
    {
        foreach (var index in InKeyOrder())
        {
            ref readonly var content = ref _entries[index].Content;
            if (content.State == EntryState.Value)
                batch.Put(_store, KeyOf(index), ValueOf(content));
            else if (content.State == EntryState.Deleted)
                batch.Delete(_store, KeyOf(index));
        }
    }

    /// <summary>The changes are in the database now.</summary>
    public void RememberCommitted()
    {
        _committed = true;
        for (var index = 0; index < _count; index++)
        {
            ref readonly var entry = ref _entries[index];
            if (entry.Content.State != EntryState.None)
                _cache.Put(
                    KeyOf(index), entry.Hash, entry.Content.State == EntryState.Value, CommittedValue(entry.Content));
        }
    }

    /// <summary>The database was written to by another way.</summary>
    public void ForgetCommitted()
    {
        _cache.Clear();
        Losses++;
    }

    ReadOnlySpan<byte> CommittedValue(scoped in EntryContent content) =>
        content.State == EntryState.Value ? ValueOf(content) : default;

    // Asked for twice in a commit: what has not been written to since is in order.
    ReadOnlySpan<int> InKeyOrder()
    {
        if (_orderedAt == _writes)
            return _byKey.AsSpan(0, _orderedCount);
        if (_byKey.Length < _count)
            _byKey = new int[_entries.Length];
        var changed = _ordered ? WalkInKeyOrder() : SortByKey();
        (_orderedAt, _orderedCount) = (_writes, changed);
        return _byKey.AsSpan(0, changed);
    }

    // Scans have put all keys in order already.
    int WalkInKeyOrder()
    {
        var changed = 0;
        for (var index = _order.First; index >= 0; index = _order.Next(index))
        {
            if (_entries[index].Content.State != EntryState.None)
                _byKey[changed++] = index;
        }
        return changed;
    }

    int SortByKey()
    {
        var changed = 0;
        for (var index = 0; index < _count; index++)
        {
            if (_entries[index].Content.State != EntryState.None)
                _byKey[changed++] = index;
        }
        _byKey.AsSpan(0, changed).Sort(_compareKeys ??= (one, two) => KeyOf(one).SequenceCompareTo(KeyOf(two)));
        return changed;
    }

    /// <summary>
    /// Hands the changes to <paramref name="change"/>. A key that was created and deleted since the last commit is no
    /// change: neither the changelog nor the database hears of it. One that was only deleted is taken at its word: to
    /// look whether it was there costs more than to say that it is not.
    /// </summary>
    public void ForEach<TArgument>(TArgument argument, OverlayChange<TArgument> change)
    {
        foreach (var index in InKeyOrder())
        {
            ref var entry = ref _entries[index];
            ref var content = ref entry.Content;
            if (content.State == EntryState.Deleted && entry.HeldValue
                && !TryGetCommitted(KeyOf(index), entry.Hash, out _))
            {
                content.State = EntryState.None;
            }
            if (content.State != EntryState.None)
                change(argument, KeyOf(index), content.State == EntryState.Value, ValueOf(content));
        }
    }
}
