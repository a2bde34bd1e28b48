namespace StreamApps.Processing;

/// <summary>
/// Joins the changes of the left table with the present rows of the right one. A change that cannot have had a row
/// before nor after says nothing; any other is forwarded, be it only that there is no row.
/// </summary>
internal sealed class LeftTableJoinNode<TKey, TLeft, TRight, TValueOut>(
    TableJoiner<TLeft, TRight, TValueOut> joiner,
    Func<TaskContext, ITableReader<TKey, TRight>> open,
    bool isVersioned)
    : OperatorNode<TKey, Change<TLeft>, TKey, Change<TValueOut>>
{
    ITableReader<TKey, TRight>? _right;

    public override void Init() => _right = open(Context);

    public override void Process(in Record<TKey, Change<TLeft>> record)
    {
        var change = record.Value;
        if (record.Key is null || (isVersioned && !change.IsLatest))
        {
            Context.Counters.NullDropped++;
            return;
        }
        var hasRight = _right!.TryGet(record.Key, out var right);
        if (!hasRight && (joiner.Kind == TableJoinKind.Inner || (!change.HasNew && !change.HasOld)))
            return;
        var hasNew = joiner.TryJoin(change.New, change.HasNew, right.Value, hasRight, out var next);
        var old = default(TValueOut)!;
        var hasOld = joiner.OldValues && joiner.TryJoin(change.Old, change.HasOld, right.Value, hasRight, out old);
        var time = hasRight ? Math.Max(record.Timestamp, right.Timestamp) : record.Timestamp;
        Forward(new(
            record.Key, new Change<TValueOut>(next, hasNew, old, hasOld, change.IsLatest), time, record.Headers));
    }
}
