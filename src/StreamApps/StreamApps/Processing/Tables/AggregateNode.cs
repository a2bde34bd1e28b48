using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Folds the values of each key into a row.</summary>
/// <param name="descriptor">The rows.</param>
/// <param name="fold">
/// Gets key, value, the row and whether there is one, and gives the new row; null deletes it.
/// </param>
internal sealed class AggregateNode<TKey, TValue, TAggregate>(
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TAggregate>>> descriptor,
    Func<TKey, TValue, TAggregate, bool, TAggregate> fold)
    : OperatorNode<TKey, TValue, TKey, Change<TAggregate>>
{
    IKeyValueStore<TKey, Timestamped<TAggregate>>? _store;

    public override void Init() =>
        _store = (IKeyValueStore<TKey, Timestamped<TAggregate>>)Context.Stores!.Get(descriptor);

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || record.Value is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var hasOld = _store!.TryGet(record.Key, out var old);
        var time = hasOld ? Math.Max(old.Timestamp, record.Timestamp) : record.Timestamp;
        var next = fold(record.Key, record.Value, old.Value, hasOld);
        var hasNew = next is not null;
        if (hasNew)
            _store.Put(record.Key, new(next, time));
        else
            _store.Delete(record.Key);
        Forward(new(record.Key, new Change<TAggregate>(next, hasNew, old.Value, hasOld), time, record.Headers));
    }
}
