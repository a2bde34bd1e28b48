namespace StreamApps.State;

/// <summary>The folded changes, one for each key, in the order in which the keys were first written.</summary>
internal sealed partial class StoreOverlay
{
    /// <summary>Adds the changes to a batch for the database.</summary>
    public void AddTo(IStateWriteBatch batch)
    {
        for (var index = 0; index < _count; index++)
        {
            ref readonly var content = ref _entries[index].Content;
            if (content.State == EntryState.Value)
                batch.Put(_store, KeyOf(index), ValueOf(content));
            else if (content.State == EntryState.Deleted)
                batch.Delete(_store, KeyOf(index));
        }
    }

    /// <summary>
    /// Hands the changes to <paramref name="change"/>. A key that was created and deleted since the last commit is no
    /// change: neither the changelog nor the database hears of it.
    /// </summary>
    public void ForEach<TArgument>(TArgument argument, OverlayChange<TArgument> change)
    {
        for (var index = 0; index < _count; index++)
        {
            ref var content = ref _entries[index].Content;
            if (content.State == EntryState.Deleted && !IsInDatabase(KeyOf(index)))
                content.State = EntryState.None;
            if (content.State != EntryState.None)
                change(argument, KeyOf(index), content.State == EntryState.Value, ValueOf(content));
        }
    }

    bool IsInDatabase(ReadOnlySpan<byte> key)
    {
        _read.Clear();
        return _database.TryGet(_store, key, _read);
    }
}
