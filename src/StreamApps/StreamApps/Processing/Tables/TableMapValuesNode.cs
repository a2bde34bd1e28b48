using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>A table with other values; deleted rows stay deleted.</summary>
internal sealed class TableMapValuesNode<TKey, TValue, TValueOut>(
    Func<TKey, TValue, TValueOut> mapper, TableTraits traits, Materialized<TKey, TValueOut>? own)
    : ChangeNode<TKey, Change<TValue>, TKey, TValueOut>(own?.KeySerde)
{
    StoredChanges<TKey, TValueOut>? _stored;

    /// <summary>The store of its own; null for none.</summary>
    public StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValueOut>>>? Store { get; init; }

    public override void Init()
    {
        base.Init();
        _stored = Store is null ? null : new(Store, Context);
    }

    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        var next = change.HasNew ? mapper(record.Key, change.New) : default!;
        var hasNew = change.HasNew && next is not null;
        var (old, hasOld) = Old(record.Key, change);
        _stored?.Put(record.Key, next, hasNew, record.Timestamp);
        Emit(record.WithValue(
            new Change<TValueOut>(next, hasNew, old, hasOld, _stored is not null || change.IsLatest)));
    }

    (TValueOut Old, bool HasOld) Old(TKey key, in Change<TValue> change)
    {
        if (!traits.OldValues && !IsCached)
            return (default!, false);
        if (_stored is not null)
        {
            var hasRow = _stored.TryGet(key, out var row);
            return (row, hasRow);
        }
        var old = change.HasOld ? mapper(key, change.Old) : default!;
        return (old, change.HasOld && old is not null);
    }
}
