using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Keeps the last value of each key to arrive, if anybody needs it.</summary>
internal sealed class TableNode<TKey, TValue>(
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> descriptor, ISerde<TKey> keySerde, TableTraits traits)
    : ChangeNode<TKey, TValue, TKey, TValue>(traits.Stored ? keySerde : null)
{
    IKeyValueStore<TKey, Timestamped<TValue>>? _store;

    public override void Init()
    {
        base.Init();
        if (traits.Stored)
            _store = (IKeyValueStore<TKey, Timestamped<TValue>>)Context.Stores!.Get(descriptor);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var hasNew = record.Value is not null;
        if (_store is null)
        {
            Emit(record.WithValue(new Change<TValue>(record.Value, hasNew, default!, HasOld: false)));
            return;
        }
        var old = default(Timestamped<TValue>);
        var hasOld = (traits.OldValues || IsCached) && _store.TryGet(record.Key, out old);
        if (hasNew)
            _store.Put(record.Key, new(record.Value, record.Timestamp));
        else
            _store.Delete(record.Key);
        Emit(record.WithValue(new Change<TValue>(record.Value, hasNew, old.Value, hasOld)));
    }
}
