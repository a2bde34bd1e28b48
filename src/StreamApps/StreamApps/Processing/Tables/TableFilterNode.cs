namespace StreamApps.Processing;

/// <summary>A table of those rows that pass; a row that stops passing is a deleted one.</summary>
internal sealed class TableFilterNode<TKey, TValue>(Func<TKey, TValue, bool> predicate, bool wanted)
    : OperatorNode<TKey, Change<TValue>, TKey, Change<TValue>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        var hasNew = change.HasNew && predicate(record.Key, change.New) == wanted;
        var hasOld = change.HasOld && predicate(record.Key, change.Old) == wanted;
        if (hasNew || hasOld)
            Forward(record.WithValue(new Change<TValue>(hasNew ? change.New : default!, hasNew, change.Old, hasOld)));
    }
}
