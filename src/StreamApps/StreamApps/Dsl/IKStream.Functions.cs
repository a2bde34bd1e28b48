using StreamApps.Processing;

namespace StreamApps;

/// <summary>Process functions with more than one input, or with options.</summary>
public partial interface IKStream<TKey, TValue>
{
    /// <summary>As the one without options.</summary>
    /// <param name="name">The name of the node and of its state.</param>
    /// <param name="function">The function; one instance for all tasks.</param>
    /// <param name="options">Its serde, and what is late.</param>
    IProcessedStream<TKey, TOut> Process<TOut>(
        string name, KeyedProcessFunction<TKey, TValue, TOut> function, KeyedProcessOptions<TKey, TValue> options);

    /// <summary>
    /// Runs a function over the records of this stream and of another one with the same keys, which share its state and
    /// timers. Both must be partitioned alike; a record without a key is an error.
    /// </summary>
    /// <param name="name">The name of the node and of its state.</param>
    /// <param name="other">The second input.</param>
    /// <param name="function">The function; one instance for all tasks.</param>
    /// <param name="keySerde">Default: that of either stream, if its key has not changed since it was read.</param>
    IProcessedStream<TKey, TOut> Process<TOther, TOut>(
        string name,
        IKStream<TKey, TOther> other,
        KeyedCoProcessFunction<TKey, TValue, TOther, TOut> function,
        ISerde<TKey>? keySerde = null);

    /// <summary>
    /// Runs a function over the records of this stream, by key, and over every record of a broadcast stream, in every
    /// task. The broadcast records go through an internal topic, <c>application id-name-broadcast</c>, which has each
    /// of them in every partition, so that they are processed exactly once in each task.
    /// </summary>
    /// <param name="name">The name of the node and of its state, and part of the topic's.</param>
    /// <param name="broadcast">The broadcast stream; its keys are not used.</param>
    /// <param name="function">The function; one instance for all tasks.</param>
    /// <param name="options">Serdes.</param>
    IProcessedStream<TKey, TOut> Process<TBroadcastKey, TBroadcast, TOut>(
        string name,
        IKStream<TBroadcastKey, TBroadcast> broadcast,
        BroadcastProcessFunction<TKey, TValue, TBroadcast, TOut> function,
        BroadcastOptions<TKey, TBroadcast>? options = null);
}
