namespace StreamApps.Processing;

/// <summary>
/// User code that sees one key at a time, with state and timers of that key (as Flink's function of this name). One
/// instance serves all tasks, on several threads: it has no fields but its descriptors and tags.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TIn">The type of the values that come in.</typeparam>
/// <typeparam name="TOut">The type of the values that go out, under the same key.</typeparam>
public abstract class KeyedProcessFunction<TKey, TIn, TOut>
{
    /// <summary>The state that it uses. Read once, when the topology is built. Default: none.</summary>
    public virtual IReadOnlyList<StateDescriptor> States => [];

    /// <summary>Processes a record. An exception leaves nothing of it behind and goes to the error handler.</summary>
    public abstract void ProcessElement(IKeyedContext<TKey> context, TIn value, ICollector<TOut> output);

    /// <summary>A timer of a key fires. Default: nothing.</summary>
    public virtual void OnTimer(IKeyedContext<TKey> context, KeyedTimer timer, ICollector<TOut> output)
    {
    }
}
