namespace StreamApps.Processing;

/// <summary>Where streams come together, or a branch or side output begins.</summary>
internal sealed class PassNode<TKey, TValue> : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record) => Forward(record);
}
