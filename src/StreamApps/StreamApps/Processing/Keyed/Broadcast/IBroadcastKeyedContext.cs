namespace StreamApps.Processing;

/// <summary>What a broadcast function may do while it processes a record or timer of a key. Not to be kept.</summary>
public interface IBroadcastKeyedContext<out TKey> : IKeyedContext<TKey>
{
    /// <summary>Broadcast state, to be read.</summary>
    /// <exception cref="ArgumentException">It is not declared.</exception>
    IReadOnlyMapState<TMapKey, TValue> BroadcastState<TMapKey, TValue>(
        StateDescriptor<IMapState<TMapKey, TValue>> descriptor);
}
