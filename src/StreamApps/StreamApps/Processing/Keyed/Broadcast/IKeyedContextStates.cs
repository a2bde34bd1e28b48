namespace StreamApps.Processing;

/// <summary>Gives broadcast state to the contexts of a node.</summary>
internal interface IKeyedContextStates
{
    IMapState<TMapKey, TValue> BroadcastMap<TMapKey, TValue>(StateDescriptor<IMapState<TMapKey, TValue>> descriptor);
}
