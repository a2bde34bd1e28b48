using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Joins answers with the present left rows, and keeps the rows of the join.</summary>
internal sealed class AnswerNode<TKey, TLeft, TForeignKey, TRight, TValueOut>(
    ForeignKeyPlan<TKey, TLeft, TForeignKey, TRight> plan,
    StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValueOut>>> descriptor,
    TableTraits traits,
    Func<TaskContext, ITableReader<TKey, TLeft>> open,
    Func<TLeft, TRight?, TValueOut> joiner)
    : ChangeNode<byte[], SubscriptionAnswer, TKey, TValueOut>(traits.Stored ? plan.LeftKeys : null)
{
    readonly RowVersion<TLeft> _version = new(plan.LeftValues);
    IKeyValueStore<TKey, Timestamped<TValueOut>>? _store;
    ITableReader<TKey, TLeft>? _rows;

    public override void Init()
    {
        base.Init();
        if (traits.Stored)
            _store = (IKeyValueStore<TKey, Timestamped<TValueOut>>)Context.Stores!.Get(descriptor);
        _rows = open(Context);
    }

    public override void Process(in Record<byte[], SubscriptionAnswer> record)
    {
        var key = plan.LeftKeys.Deserialize(record.Key);
        var answer = record.Value;
        var hasLeft = _rows!.TryGet(key, out var left);
        var version = hasLeft ? _version.Of(left.Value) : [];
        // The row has changed since it asked: the answer to its present version is on its way.
        if (!version.SequenceEqual(answer.Version))
            return;
        var old = default(Timestamped<TValueOut>);
        var hasOld = (traits.OldValues || IsCached) && _store is not null && _store.TryGet(key, out old);
        var joins = hasLeft && (answer.RightValue is not null || plan.KeepUnmatched);
        var next = joins ? joiner(left.Value, Right(answer)) : default!;
        var hasNew = joins && next is not null;
        if (hasNew)
            _store?.Put(key, new(next, record.Timestamp));
        else
            _store?.Delete(key);
        Emit(new(key, new Change<TValueOut>(next, hasNew, old.Value, hasOld), record.Timestamp, record.Headers));
    }

    TRight? Right(SubscriptionAnswer answer) =>
        answer.RightValue is { } bytes ? plan.RightValues.Deserialize(bytes) : default;
}
