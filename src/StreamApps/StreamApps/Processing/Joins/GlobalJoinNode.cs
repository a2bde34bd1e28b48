using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Joins records with the rows of a global table.</summary>
internal sealed class GlobalJoinNode<TKey, TValue, TGlobalKey, TGlobalValue, TValueOut>(
    GlobalTableDescriptor<TGlobalKey, TGlobalValue> table,
    Func<TKey, TValue, TGlobalKey?> keySelector,
    Func<TKey, TValue, TGlobalValue?, TValueOut> joiner,
    bool keepUnmatched)
    : OperatorNode<TKey, TValue, TKey, TValueOut>
{
    GlobalTableStore<TGlobalKey, TGlobalValue>? _rows;

    public override void Init() => _rows = table.Open(Context.Options.Globals ?? throw new InvalidOperationException(
        $"'{Name}' needs the global table '{table.Name}', and the task was made without global tables"));

    public override void Process(in Record<TKey, TValue> record)
    {
        var key = record.Value is null ? default : keySelector(record.Key, record.Value);
        if (record.Value is null || (key is null && !keepUnmatched))
        {
            Context.Counters.NullDropped++;
            return;
        }
        var row = default(Timestamped<TGlobalValue>);
        var found = key is not null && _rows!.TryGet(key, out row);
        if (found || keepUnmatched)
            Forward(record.WithValue(joiner(record.Key, record.Value, found ? row.Value : default)));
    }
}
