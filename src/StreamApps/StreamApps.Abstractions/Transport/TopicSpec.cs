namespace StreamApps.Transport;

/// <summary>A topic as it is to be created.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it gets.</param>
/// <param name="Settings">Settings that differ from the broker's defaults.</param>
public sealed record TopicSpec(string Name, int Partitions, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Number of replicas; the broker's default when null.</summary>
    public short? ReplicationFactor { get; init; }
}
