namespace StreamApps.Processing;

/// <summary>Makes any number of records of each.</summary>
internal sealed class FlatMapNode<TKey, TValue, TKeyOut, TValueOut>(
    Func<TKey, TValue, IEnumerable<KeyValuePair<TKeyOut, TValueOut>>> expander)
    : OperatorNode<TKey, TValue, TKeyOut, TValueOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        foreach (var (key, value) in expander(record.Key, record.Value))
            Forward(record.With(key, value));
    }
}
