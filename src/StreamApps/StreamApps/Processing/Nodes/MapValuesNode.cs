namespace StreamApps.Processing;

/// <summary>Makes another value of each.</summary>
internal sealed class MapValuesNode<TKey, TValue, TValueOut>(Func<TKey, TValue, TValueOut> mapper)
    : OperatorNode<TKey, TValue, TKey, TValueOut>
{
    public override void Process(in Record<TKey, TValue> record) =>
        Forward(record.WithValue(mapper(record.Key, record.Value)));
}
