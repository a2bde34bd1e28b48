namespace StreamApps.Processing;

/// <summary>The keyed half of a broadcast function as a function of one input.</summary>
internal sealed class BroadcastAdapter<TKey, TIn, TBroadcast, TOut>(
    BroadcastProcessFunction<TKey, TIn, TBroadcast, TOut> function)
    : KeyedProcessFunction<TKey, Either<TIn, TBroadcast>, TOut>
{
    public override void ProcessElement(
        IKeyedContext<TKey> context, Either<TIn, TBroadcast> value, ICollector<TOut> output) =>
        function.ProcessElement((IBroadcastKeyedContext<TKey>)context, value.First, output);

    public override void OnTimer(IKeyedContext<TKey> context, KeyedTimer timer, ICollector<TOut> output) =>
        function.OnTimer((IBroadcastKeyedContext<TKey>)context, timer, output);
}
