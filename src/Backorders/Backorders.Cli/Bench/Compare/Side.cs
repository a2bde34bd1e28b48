namespace Backorders.Cli.Bench.Compare;

/// <summary>Who runs.</summary>
enum Side
{
    /// <summary>StreamApps.</summary>
    Ours,

    /// <summary>Kafka Streams.</summary>
    Peer,
}
