namespace StreamApps.Processing;

/// <summary>Lets through the records for which the predicate gives the wanted answer.</summary>
internal sealed class FilterNode<TKey, TValue>(Func<TKey, TValue, bool> predicate, bool wanted)
    : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        if (predicate(record.Key, record.Value) == wanted)
            Forward(record);
    }
}
