namespace StreamApps.Processing;

/// <summary>Joins the changes of the left table with the present rows of the right one.</summary>
internal sealed class LeftTableJoinNode<TKey, TLeft, TRight, TValueOut>(
    TableJoiner<TLeft, TRight, TValueOut> joiner, Func<TaskContext, ITableReader<TKey, TRight>> open)
    : OperatorNode<TKey, Change<TLeft>, TKey, Change<TValueOut>>
{
    ITableReader<TKey, TRight>? _right;

    public override void Init() => _right = open(Context);

    public override void Process(in Record<TKey, Change<TLeft>> record)
    {
        var change = record.Value;
        var hasRight = _right!.TryGet(record.Key, out var right);
        var hasNew = joiner.TryJoin(change.New, change.HasNew, right.Value, hasRight, out var next);
        var hasOld = joiner.TryJoin(change.Old, change.HasOld, right.Value, hasRight, out var old);
        if (!hasNew && !hasOld)
            return;
        var time = hasRight ? Math.Max(record.Timestamp, right.Timestamp) : record.Timestamp;
        Forward(new(record.Key, new Change<TValueOut>(next, hasNew, old, hasOld), time, record.Headers));
    }
}
