namespace StreamApps.Processing;

/// <summary>What a broadcast function may do while it processes a broadcast record. Not to be kept.</summary>
public interface IBroadcastContext
{
    /// <summary>The time of the record, in milliseconds since 1970.</summary>
    long Timestamp { get; }

    /// <summary>The headers of the record; null for none.</summary>
    RecordHeaders? Headers { get; }

    /// <summary>Broadcast state, to be read and changed.</summary>
    /// <exception cref="ArgumentException">It is not declared.</exception>
    IMapState<TMapKey, TValue> BroadcastState<TMapKey, TValue>(
        StateDescriptor<IMapState<TMapKey, TValue>> descriptor);
}
