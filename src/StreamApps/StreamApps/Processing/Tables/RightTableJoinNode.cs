namespace StreamApps.Processing;

/// <summary>
/// Joins the changes of the right table with the present rows of the left one, by the same rules as
/// <see cref="LeftTableJoinNode{TKey, TLeft, TRight, TValueOut}"/>.
/// </summary>
internal sealed class RightTableJoinNode<TKey, TLeft, TRight, TValueOut>(
    TableJoiner<TLeft, TRight, TValueOut> joiner,
    Func<TaskContext, ITableReader<TKey, TLeft>> open,
    bool isVersioned)
    : OperatorNode<TKey, Change<TRight>, TKey, Change<TValueOut>>
{
    ITableReader<TKey, TLeft>? _left;

    public override void Init() => _left = open(Context);

    public override void Process(in Record<TKey, Change<TRight>> record)
    {
        var change = record.Value;
        if (record.Key is null || (isVersioned && !change.IsLatest))
        {
            Context.Counters.NullDropped++;
            return;
        }
        var hasLeft = _left!.TryGet(record.Key, out var left);
        if (!hasLeft && (joiner.Kind != TableJoinKind.Outer || (!change.HasNew && !change.HasOld)))
            return;
        var hasNew = joiner.TryJoin(left.Value, hasLeft, change.New, change.HasNew, out var next);
        var old = default(TValueOut)!;
        var hasOld = joiner.OldValues && joiner.TryJoin(left.Value, hasLeft, change.Old, change.HasOld, out old);
        var time = hasLeft ? Math.Max(record.Timestamp, left.Timestamp) : record.Timestamp;
        Forward(new(
            record.Key, new Change<TValueOut>(next, hasNew, old, hasOld, change.IsLatest), time, record.Headers));
    }
}
