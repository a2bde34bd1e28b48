namespace StreamApps;

/// <summary>How a stream is grouped.</summary>
public sealed class Grouped<TKey, TValue>
{
    /// <summary>The name of the repartition, and part of its topic's name; not used when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Default: the stream's, if its key has not changed since it was read.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Default: the stream's, if its value has not changed since it was read.</summary>
    public ISerde<TValue>? ValueSerde { get; init; }
}
