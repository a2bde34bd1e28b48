namespace StreamApps.Processing;

/// <summary>
/// User code that sees one key of two streams at a time, with state and timers that both share (as Flink's function of
/// this name). One instance serves all tasks, on several threads: it has no fields but its descriptors and tags.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TIn1">The type of the first stream's values.</typeparam>
/// <typeparam name="TIn2">The type of the second stream's values.</typeparam>
/// <typeparam name="TOut">The type of the values that go out, under the same key.</typeparam>
public abstract class KeyedCoProcessFunction<TKey, TIn1, TIn2, TOut>
{
    /// <summary>The state that it uses. Read once, when the topology is built. Default: none.</summary>
    public virtual IReadOnlyList<StateDescriptor> States => [];

    /// <summary>
    /// Processes a record of the first stream. An exception leaves nothing of it behind and goes to the error handler.
    /// </summary>
    public abstract void ProcessElement1(IKeyedContext<TKey> context, TIn1 value, ICollector<TOut> output);

    /// <summary>Processes a record of the second stream, as <see cref="ProcessElement1"/>.</summary>
    public abstract void ProcessElement2(IKeyedContext<TKey> context, TIn2 value, ICollector<TOut> output);

    /// <summary>A timer of a key fires. Default: nothing.</summary>
    public virtual void OnTimer(IKeyedContext<TKey> context, KeyedTimer timer, ICollector<TOut> output)
    {
    }
}
