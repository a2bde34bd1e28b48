namespace StreamApps.Processing;

/// <summary>Gives each record another key.</summary>
internal sealed class SelectKeyNode<TKey, TValue, TKeyOut>(Func<TKey, TValue, TKeyOut> selector)
    : OperatorNode<TKey, TValue, TKeyOut, TValue>
{
    public override void Process(in Record<TKey, TValue> record) =>
        Forward(record.WithKey(selector(record.Key, record.Value)));
}
