namespace StreamApps.Processing;

/// <summary>The context of one broadcast record.</summary>
internal sealed class BroadcastContext(IKeyedContextStates states) : IBroadcastContext
{
    public long Timestamp { get; private set; }

    public RecordHeaders? Headers { get; private set; }

    public void Begin(long timestamp, RecordHeaders? headers) => (Timestamp, Headers) = (timestamp, headers);

    public IMapState<TMapKey, TValue> BroadcastState<TMapKey, TValue>(
        StateDescriptor<IMapState<TMapKey, TValue>> descriptor) => states.BroadcastMap(descriptor);
}
