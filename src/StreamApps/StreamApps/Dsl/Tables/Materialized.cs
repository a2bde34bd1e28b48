namespace StreamApps;

/// <summary>Asks for a store of its own for a table that could be computed from others.</summary>
public sealed class Materialized<TKey, TValue>
{
    /// <summary>The name of the store.</summary>
    public required string Name { get; init; }

    /// <summary>Default: the table's, if it is known.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Default: the table's, if its value has not changed since it was read.</summary>
    public ISerde<TValue>? ValueSerde { get; init; }
}
