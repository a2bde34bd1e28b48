namespace StreamApps.Processing;

/// <summary>Folds records into the tumbling or hopping windows that they fall into.</summary>
internal sealed class TimeWindowNode<TKey, TValue, TAggregate>(
    WindowNodeSettings<TKey, TAggregate> settings, Fold<TKey, TValue, TAggregate> fold, TimeWindows windows)
    : WindowNode<TKey, TValue, TAggregate>(settings, fold)
{
    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null)
        {
            Context.Counters.NullDropped++;
            return;
        }
        var closed = Observe(record.Timestamp);
        for (var start = windows.FirstStart(record.Timestamp); start <= record.Timestamp; start += windows.AdvanceMs)
        {
            if (start + windows.SizeMs <= closed)
            {
                Context.Counters.LateDropped++;
                continue;
            }
            var (row, hasRow) = Read(record.Key, start);
            Update(record, start, row, hasRow);
        }
        EmitClosed(record);
    }
}
