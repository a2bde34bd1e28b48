using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Keeps the versions of each key; what is older than the history goes no further.</summary>
internal sealed class VersionedTableNode<TKey, TValue>(
    StoreDescriptor<IVersionedStore<TKey, TValue>> descriptor, TableTraits traits)
    : OperatorNode<TKey, TValue, TKey, Change<TValue>>
{
    IVersionedStore<TKey, TValue>? _store;

    public override void Init() => _store = (IVersionedStore<TKey, TValue>)Context.Stores!.Get(descriptor);

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var old = default(Timestamped<TValue>);
        var hasOld = traits.OldValues && _store!.TryGet(record.Key, out old);
        var put = _store!.Put(record.Key, record.Value, record.Timestamp);
        if (put.Outcome == VersionOutcome.TooOld)
        {
            Context.Counters.LateDropped++;
            return;
        }
        Forward(record.WithValue(new Change<TValue>(
            record.Value, record.Value is not null, old.Value, hasOld, put.Outcome == VersionOutcome.Latest)));
    }
}
