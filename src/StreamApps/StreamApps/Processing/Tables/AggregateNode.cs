using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Folds the values of each key into a row.</summary>
/// <param name="descriptor">The rows.</param>
/// <param name="keySerde">How keys are told apart in the record cache.</param>
/// <param name="fold">Makes the new row; null deletes it.</param>
/// <param name="traits">Whether changes must say what the row was before.</param>
internal sealed class AggregateNode<TKey, TValue, TAggregate>(
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TAggregate>>> descriptor,
    ISerde<TKey> keySerde,
    Fold<TKey, TValue, TAggregate> fold,
    TableTraits traits)
    : ChangeNode<TKey, TValue, TKey, TAggregate>(keySerde)
{
    IKeyValueStore<TKey, Timestamped<TAggregate>>? _store;

    public override void Init()
    {
        base.Init();
        _store = (IKeyValueStore<TKey, Timestamped<TAggregate>>)Context.Stores!.Get(descriptor);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || record.Value is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var hasRow = _store!.TryGet(record.Key, out var row);
        var time = hasRow ? Math.Max(row.Timestamp, record.Timestamp) : record.Timestamp;
        var (old, hasOld) = fold.Begin(row.Value, hasRow);
        var next = fold.Add(record.Key, record.Value, old, hasOld);
        var hasNew = next is not null;
        if (hasNew)
            _store.Put(record.Key, new(next, time));
        else
            _store.Delete(record.Key);
        hasOld = IsCached ? hasRow : hasOld && traits.OldValues;
        Emit(new(record.Key, new Change<TAggregate>(next, hasNew, old, hasOld), time, record.Headers));
    }
}
