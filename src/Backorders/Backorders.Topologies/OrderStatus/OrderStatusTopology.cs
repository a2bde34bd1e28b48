using Backorders.Contracts;
using StreamApps;
using StreamApps.State;

namespace Backorders.Topologies.OrderStatus;

/// <summary>
/// How far each order is: joins orders as they were placed with what the allocator decided about them. What it refused
/// is never shown as done.
/// </summary>
public static class OrderStatusTopology
{
    /// <summary>The topology's name, and its application id.</summary>
    public const string Name = "order-status";

    internal static readonly StoreDescriptor<IBytesStore> Statuses = Stores.Bytes("order-lines");

    /// <summary>How long changes of an order are gathered into one status.</summary>
    internal static readonly TimeSpan EmitInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The least time between two commits. Statuses leave at the ends of intervals only: a commit for each batch of
    /// events would cost the broker its markers, and show nobody anything sooner.
    /// </summary>
    public static TimeSpan CommitSpacing { get; } = EmitInterval / 2;

    /// <summary>Builds the topology.</summary>
    public static Topology Build()
    {
        var builder = new StreamBuilder();
        var placed = builder.Stream("orders", BackordersTopics.Orders, KeyedSource.Options<OrderEvent>())
            .MapValues(static order => new StatusInput(order, null));
        var decided = builder
            .Stream("allocations", BackordersTopics.Allocations, KeyedSource.Options<AllocationEvent>())
            .MapValues(static decision => new StatusInput(null, decision));
        placed.Merge(decided)
            .Process("follow-orders", static () => new OrderStatusProcessor(), Statuses)
            .To("order-status", BackordersTopics.OrderStatuses, new() { AppendTime = true });
        return builder.Build(Name);
    }
}
