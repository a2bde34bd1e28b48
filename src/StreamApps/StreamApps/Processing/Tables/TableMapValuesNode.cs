namespace StreamApps.Processing;

/// <summary>A table with other values; deleted rows stay deleted.</summary>
internal sealed class TableMapValuesNode<TKey, TValue, TValueOut>(Func<TKey, TValue, TValueOut> mapper)
    : OperatorNode<TKey, Change<TValue>, TKey, Change<TValueOut>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        var next = change.HasNew ? mapper(record.Key, change.New) : default!;
        var old = change.HasOld ? mapper(record.Key, change.Old) : default!;
        Forward(record.WithValue(new Change<TValueOut>(
            next, change.HasNew && next is not null, old, change.HasOld && old is not null)));
    }
}
