using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// A table of those rows that pass. When it is known what a row was before, a change between two rows that do not pass
/// says nothing; otherwise it says that there is no row.
/// </summary>
internal sealed class TableFilterNode<TKey, TValue>(
    Func<TKey, TValue, bool> predicate,
    bool wanted,
    bool isVersioned,
    TableTraits traits,
    Materialized<TKey, TValue>? own)
    : ChangeNode<TKey, Change<TValue>, TKey, TValue>(own?.KeySerde)
{
    StoredChanges<TKey, TValue>? _stored;

    /// <summary>The store of its own; null for none.</summary>
    public StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>>? Store { get; init; }

    public override void Init()
    {
        base.Init();
        _stored = Store is null ? null : new(Store, Context);
    }

    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        var hasNew = change.HasNew && predicate(record.Key, change.New) == wanted;
        var (old, hasOld) = Old(record.Key, change);
        if (traits.OldValues && !isVersioned && !hasNew && !hasOld)
            return;
        _stored?.Put(record.Key, change.New, hasNew, record.Timestamp);
        Emit(record.WithValue(new Change<TValue>(
            hasNew ? change.New : default!, hasNew, old, hasOld, _stored is not null || change.IsLatest)));
    }

    (TValue Old, bool HasOld) Old(TKey key, in Change<TValue> change)
    {
        if (!traits.OldValues && !IsCached)
            return (default!, false);
        if (_stored is not null)
        {
            var hasRow = _stored.TryGet(key, out var row);
            return (row, hasRow);
        }
        return (change.Old, change.HasOld && predicate(key, change.Old) == wanted);
    }
}
