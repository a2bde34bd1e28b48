namespace StreamApps.Processing;

/// <summary>Sends the changes of a table's rows to the groups that they belong to.</summary>
internal sealed class TableRegroupNode<TKey, TValue, TKeyOut, TValueOut>(
    Func<TKey, TValue, KeyValuePair<TKeyOut, TValueOut>> selector, bool isVersioned)
    : OperatorNode<TKey, Change<TValue>, TKeyOut, Change<TValueOut>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var change = record.Value;
        if (isVersioned && !change.IsLatest)
            return;
        var (newKey, newValue) = change.HasNew ? selector(record.Key, change.New) : default;
        var (oldKey, oldValue) = change.HasOld ? selector(record.Key, change.Old) : default;
        var hasNew = change.HasNew && newKey is not null && newValue is not null;
        var hasOld = change.HasOld && oldKey is not null && oldValue is not null;
        if (hasNew && hasOld && EqualityComparer<TKeyOut>.Default.Equals(newKey, oldKey))
        {
            Forward(record.With(newKey, new Change<TValueOut>(newValue, true, oldValue, true)));
            return;
        }
        if (hasOld)
            Forward(record.With(oldKey, new Change<TValueOut>(default!, false, oldValue, true)));
        if (hasNew)
            Forward(record.With(newKey, new Change<TValueOut>(newValue, true, default!, false)));
    }
}
