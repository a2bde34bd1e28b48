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

    /// <summary>Hands the changes to <paramref name="change"/>.</summary>
    public void ForEach<TArgument>(TArgument argument, OverlayChange<TArgument> change)
    {
        for (var index = 0; index < _count; index++)
        {
            ref readonly var content = ref _entries[index].Content;
            if (content.State != EntryState.None)
                change(argument, KeyOf(index), content.State == EntryState.Value, ValueOf(content));
        }
    }
}
