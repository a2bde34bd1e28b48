namespace StreamApps.Processing;

/// <summary>Makes any number of values of each.</summary>
internal sealed class FlatMapValuesNode<TKey, TValue, TValueOut>(
    Func<TKey, TValue, IEnumerable<TValueOut>> expander)
    : OperatorNode<TKey, TValue, TKey, TValueOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        foreach (var value in expander(record.Key, record.Value))
            Forward(record.WithValue(value));
    }
}
