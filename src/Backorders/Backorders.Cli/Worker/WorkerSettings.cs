using Backorders.CdcBridge.Mapping;

namespace Backorders.Cli.Worker;

/// <summary>How a worker runs.</summary>
/// <param name="Topologies">The topologies, by name.</param>
/// <param name="Bootstrap">The broker.</param>
/// <param name="StateDirectory">Where task databases are kept.</param>
/// <param name="Instance">The worker's name.</param>
/// <param name="Threads">Stream threads of each topology.</param>
/// <param name="Leave">Whether it leaves its groups on stop.</param>
/// <param name="Ticks">Whether the wall clock moves deadlines.</param>
/// <param name="Mapping">What the tables of a captured source become; null without cdc-bridge.</param>
/// <param name="Connect">Kafka Connect's address, whose connector is checked at the start; null to check none.</param>
sealed record WorkerSettings(
    IReadOnlyList<string> Topologies,
    string Bootstrap,
    string StateDirectory,
    string Instance,
    int Threads,
    bool Leave,
    bool Ticks,
    BridgeMapping? Mapping,
    Uri? Connect);
