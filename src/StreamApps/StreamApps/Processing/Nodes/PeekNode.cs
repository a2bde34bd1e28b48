namespace StreamApps.Processing;

/// <summary>Shows each record to an action.</summary>
internal sealed class PeekNode<TKey, TValue>(Action<TKey, TValue> action) : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        action(record.Key, record.Value);
        Forward(record);
    }
}
