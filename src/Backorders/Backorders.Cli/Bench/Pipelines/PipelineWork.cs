using Backorders.Contracts;
using Backorders.Topologies.Allocation;
using StreamApps.Pipelines;

namespace Backorders.Cli.Bench.Pipelines;

/// <summary>What a measured run does: one of the peer's pipelines, or the allocation over a real command log.</summary>
/// <param name="Topology">The topology.</param>
/// <param name="Inputs">The topics that it reads.</param>
/// <param name="Outputs">The topics that it is to write.</param>
/// <param name="OutputPrefix">
/// What these have before the names of the topology's own; null when they are the same.
/// </param>
sealed record PipelineWork(
    StreamApps.Topology Topology, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, string? OutputPrefix)
{
    /// <summary>The application itself, over the command log that a demo has left.</summary>
    public const string Allocation = "allocation";

    static readonly string[] s_allocationOutputs =
    [
        BackordersTopics.Allocations.Name,
        BackordersTopics.StockEvents.Name,
        BackordersTopics.Atp.Name,
        BackordersTopics.OpenBackorders.Name,
        BackordersTopics.Exceptions.Name,
    ];

    public static PipelineWork Of(PipelineSettings settings) => settings.Pipeline == Allocation
        ? OfAllocation($"{settings.Output}-")
        : new(
            PipelineTopology.Create(settings.Pipeline, settings.Input, settings.Output),
            PipelineNames.Inputs(settings.Pipeline, settings.Input),
            [PipelineNames.Output(settings.Output)],
            OutputPrefix: null);

    // Without ticks: the commands alone are measured. Its own topics stay as they are, or an audit would find
    // everything twice.
    static PipelineWork OfAllocation(string prefix) => new(
        AllocationTopology.Build(new AllocationOptions { Ticks = false }),
        [BackordersTopics.InventoryCommands.Name],
        [.. s_allocationOutputs.Select(name => prefix + name)],
        prefix);
}
