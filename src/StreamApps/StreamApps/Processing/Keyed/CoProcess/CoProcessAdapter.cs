namespace StreamApps.Processing;

/// <summary>A function of two inputs as one of one input.</summary>
internal sealed class CoProcessAdapter<TKey, TIn1, TIn2, TOut>(KeyedCoProcessFunction<TKey, TIn1, TIn2, TOut> function)
    : KeyedProcessFunction<TKey, Either<TIn1, TIn2>, TOut>
{
    public override IReadOnlyList<StateDescriptor> States { get; } = function.States;

    public override void ProcessElement(
        IKeyedContext<TKey> context, Either<TIn1, TIn2> value, ICollector<TOut> output)
    {
        if (value.IsSecond)
            function.ProcessElement2(context, value.Second, output);
        else
            function.ProcessElement1(context, value.First, output);
    }

    public override void OnTimer(IKeyedContext<TKey> context, KeyedTimer timer, ICollector<TOut> output) =>
        function.OnTimer(context, timer, output);
}
