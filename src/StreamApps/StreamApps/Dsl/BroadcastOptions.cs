namespace StreamApps;

/// <summary>How a stream is broadcast to the tasks of another.</summary>
public sealed class BroadcastOptions<TKey, TBroadcast>
{
    /// <summary>Default: the keyed stream's, if its key has not changed since it was read.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Default: the broadcast stream's, if its value has not changed since it was read.</summary>
    public ISerde<TBroadcast>? BroadcastSerde { get; init; }
}
