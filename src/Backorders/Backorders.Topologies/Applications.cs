using Backorders.Contracts;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Intake;
using Backorders.Topologies.OrderStatus;
using StreamApps;
using StreamApps.Processing;

namespace Backorders.Topologies;

/// <summary>The topologies by name. Each is an application of its own, deployable alone.</summary>
public static class Applications
{
    /// <summary>The names, in the order in which an order passes through them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [IntakeTopology.Name, AllocationTopology.Name, OrderStatusTopology.Name];

    /// <summary>
    /// A record that cannot be read, processed or sent becomes a dead letter in the same transaction: it never stops
    /// its partition.
    /// </summary>
    public static ErrorPolicy Errors { get; } = ErrorPolicy.DeadLetterAlways(BackordersTopics.DeadLetters);

    /// <summary>Builds a topology.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="commandPartitions">How many partitions the command log has.</param>
    /// <param name="allocation">How the allocator runs.</param>
    /// <exception cref="ArgumentException">There is no such topology.</exception>
    public static Topology Build(string name, int commandPartitions, AllocationOptions allocation) => name switch
    {
        IntakeTopology.Name => IntakeTopology.Build(new IntakeOptions { CommandPartitions = commandPartitions }),
        AllocationTopology.Name => AllocationTopology.Build(allocation),
        OrderStatusTopology.Name => OrderStatusTopology.Build(),
        _ => throw new ArgumentException(
            $"there is no topology '{name}': there are {string.Join(", ", Names)}", nameof(name)),
    };
}
