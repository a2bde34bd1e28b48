namespace StreamApps;

/// <summary>How the records of a stream wait for the rows of a versioned table.</summary>
public sealed class BufferedJoin<TKey, TValue>
{
    /// <summary>The name of the node and of the store in which records wait. Required.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// How long a record waits: until the stream's own time is this far past the record's. At most the history that the
    /// table keeps. Required.
    /// </summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>Default: the stream's, if its key has not changed since it was read.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Default: the stream's, if its value has not changed since it was read.</summary>
    public ISerde<TValue>? ValueSerde { get; init; }
}
