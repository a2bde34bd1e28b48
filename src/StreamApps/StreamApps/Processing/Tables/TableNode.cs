using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Keeps the last value of each key.</summary>
internal sealed class TableNode<TKey, TValue>(StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> descriptor)
    : OperatorNode<TKey, TValue, TKey, Change<TValue>>
{
    IKeyValueStore<TKey, Timestamped<TValue>>? _store;

    public override void Init() =>
        _store = (IKeyValueStore<TKey, Timestamped<TValue>>)Context.Stores!.Get(descriptor);

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var hasOld = _store!.TryGet(record.Key, out var old);
        var hasNew = record.Value is not null;
        if (hasNew)
            _store.Put(record.Key, new(record.Value, record.Timestamp));
        else
            _store.Delete(record.Key);
        Forward(record.WithValue(new Change<TValue>(record.Value, hasNew, old.Value, hasOld)));
    }
}
