using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Joins records with the present rows of a table, or of a versioned one with those of the records' time.
/// </summary>
internal sealed class StreamTableJoinNode<TKey, TValue, TTableValue, TValueOut>(
    Func<TaskContext, ITableReader<TKey, TTableValue>> open,
    Func<TKey, TValue, TTableValue?, TValueOut> joiner,
    bool keepUnmatched)
    : OperatorNode<TKey, TValue, TKey, TValueOut>
{
    ITableReader<TKey, TTableValue>? _table;

    public override void Init() => _table = open(Context);

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Value is null || (record.Key is null && !keepUnmatched))
        {
            Context.Counters.NullDropped++;
            return;
        }
        var row = default(Timestamped<TTableValue>);
        var found = record.Key is not null && _table!.TryGetAsOf(record.Key, record.Timestamp, out row);
        if (found || keepUnmatched)
            Forward(record.WithValue(joiner(record.Key!, record.Value, found ? row.Value : default)));
    }
}
