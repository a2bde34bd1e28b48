namespace StreamApps.Processing;

/// <summary>
/// User code that sees one key of a stream at a time, and every record of another, broadcast stream in every task (as
/// Flink's keyed broadcast function): rules, prices, settings. What the broadcast records leave in broadcast state can
/// be read beside the state of each key. One instance serves all tasks: it has no fields but its descriptors and tags.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TIn">The type of the keyed stream's values.</typeparam>
/// <typeparam name="TBroadcast">The type of the broadcast stream's values.</typeparam>
/// <typeparam name="TOut">The type of the values that go out, under the keyed stream's key.</typeparam>
public abstract class BroadcastProcessFunction<TKey, TIn, TBroadcast, TOut>
{
    /// <summary>The state of each key. Read once, when the topology is built. Default: none.</summary>
    public virtual IReadOnlyList<StateDescriptor> States => [];

    /// <summary>The state that each task has once, map states only. Read once.</summary>
    public abstract IReadOnlyList<StateDescriptor> BroadcastStates { get; }

    /// <summary>
    /// Processes a record of the keyed stream. An exception leaves nothing of it behind and goes to the error handler.
    /// </summary>
    public abstract void ProcessElement(IBroadcastKeyedContext<TKey> context, TIn value, ICollector<TOut> output);

    /// <summary>
    /// Processes a broadcast record. Every task must make the same state of it: it depends on the record and on
    /// broadcast state only.
    /// </summary>
    public abstract void ProcessBroadcastElement(IBroadcastContext context, TBroadcast value);

    /// <summary>A timer of a key fires. Default: nothing.</summary>
    public virtual void OnTimer(IBroadcastKeyedContext<TKey> context, KeyedTimer timer, ICollector<TOut> output)
    {
    }
}
