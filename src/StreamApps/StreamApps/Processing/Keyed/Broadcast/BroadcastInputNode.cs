namespace StreamApps.Processing;

/// <summary>Broadcast records as an input of a function: they have no key of their own.</summary>
internal sealed class BroadcastInputNode<TKey, TIn, TBroadcast>
    : OperatorNode<byte[], TBroadcast, TKey, Either<TIn, TBroadcast>>
{
    public override void Process(in Record<byte[], TBroadcast> record) =>
        Forward(record.With(default(TKey)!, Either<TIn, TBroadcast>.OfSecond(record.Value)));
}
