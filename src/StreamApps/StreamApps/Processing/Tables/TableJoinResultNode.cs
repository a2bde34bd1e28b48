using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Where the two sides of a join of tables come together, and its rows are kept if that was asked for.
/// </summary>
internal sealed class TableJoinResultNode<TKey, TValue>(TableTraits traits, Materialized<TKey, TValue>? own)
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
        var old = change.Old;
        var hasOld = IsCached ? _stored!.TryGet(record.Key, out old) : traits.OldValues && change.HasOld;
        _stored?.Put(record.Key, change.New, change.HasNew, record.Timestamp);
        Emit(record.WithValue(new Change<TValue>(
            change.New, change.HasNew, old, hasOld, _stored is not null || change.IsLatest)));
    }
}
