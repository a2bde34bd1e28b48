namespace StreamApps.Processing;

/// <summary>Joins the changes of the right table with the present rows of the left one.</summary>
internal sealed class RightTableJoinNode<TKey, TLeft, TRight, TValueOut>(
    TableJoiner<TLeft, TRight, TValueOut> joiner, Func<TaskContext, ITableReader<TKey, TLeft>> open)
    : OperatorNode<TKey, Change<TRight>, TKey, Change<TValueOut>>
{
    ITableReader<TKey, TLeft>? _left;

    public override void Init() => _left = open(Context);

    public override void Process(in Record<TKey, Change<TRight>> record)
    {
        var change = record.Value;
        var hasLeft = _left!.TryGet(record.Key, out var left);
        var hasNew = joiner.TryJoin(left.Value, hasLeft, change.New, change.HasNew, out var next);
        var hasOld = joiner.TryJoin(left.Value, hasLeft, change.Old, change.HasOld, out var old);
        if (!hasNew && !hasOld)
            return;
        var time = hasLeft ? Math.Max(record.Timestamp, left.Timestamp) : record.Timestamp;
        Forward(new(record.Key, new Change<TValueOut>(next, hasNew, old, hasOld), time, record.Headers));
    }
}
