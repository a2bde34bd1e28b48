using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Folds the rows of each group: what a row was is subtracted, what it is added, in one result.</summary>
internal sealed class TableAggregateNode<TKey, TValue, TAggregate>(
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TAggregate>>> descriptor,
    ISerde<TKey> keySerde,
    TableFold<TKey, TValue, TAggregate> fold,
    TableTraits traits)
    : ChangeNode<TKey, Change<TValue>, TKey, TAggregate>(keySerde)
{
    IKeyValueStore<TKey, Timestamped<TAggregate>>? _store;

    public override void Init()
    {
        base.Init();
        _store = (IKeyValueStore<TKey, Timestamped<TAggregate>>)Context.Stores!.Get(descriptor);
    }

    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        var hasRow = _store!.TryGet(record.Key, out var row);
        var (next, hasNext) = (row.Value, hasRow);
        if (change.HasOld && hasRow)
        {
            next = fold.Subtractor(record.Key, change.Old, next);
            hasNext = next is not null;
        }
        if (change.HasNew)
        {
            if (!hasNext && fold.Initializer is not null)
                next = fold.Initializer();
            next = fold.Adder(record.Key, change.New, next, hasNext);
            hasNext = next is not null;
        }
        var time = hasRow ? Math.Max(row.Timestamp, record.Timestamp) : record.Timestamp;
        if (hasNext)
            _store.Put(record.Key, new(next, time));
        else
            _store.Delete(record.Key);
        var hasOld = hasRow && (IsCached || traits.OldValues);
        Emit(new(record.Key, new Change<TAggregate>(next, hasNext, row.Value, hasOld), time, record.Headers));
    }
}
