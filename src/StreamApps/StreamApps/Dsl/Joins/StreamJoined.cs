namespace StreamApps;

/// <summary>How a stream-stream join stores its records.</summary>
public sealed class StreamJoined<TKey, TValue, TOther>
{
    /// <summary>Default: that of either stream, if its key has not changed since it was read.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Default: the left stream's, if its value has not changed since it was read.</summary>
    public ISerde<TValue>? ValueSerde { get; init; }

    /// <summary>Default: the right stream's, if its value has not changed since it was read.</summary>
    public ISerde<TOther>? OtherSerde { get; init; }
}
