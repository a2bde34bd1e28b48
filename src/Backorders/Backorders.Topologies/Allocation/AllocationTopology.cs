using Backorders.Contracts;
using StreamApps;
using StreamApps.Processing;
using StreamApps.State;

namespace Backorders.Topologies.Allocation;

/// <summary>
/// The allocator: reads the ordered command log, keyed by SKU, and states what follows. Each partition is one writer of
/// its SKUs.
/// </summary>
public static class AllocationTopology
{
    /// <summary>The topology's name, and its application id.</summary>
    public const string Name = "allocation";

    internal static readonly StoreDescriptor<IBytesStore> State = Stores.Bytes("allocation");
    internal static readonly OutputTag<string, StockEvent> StockEvents = new("stock-events");
    internal static readonly OutputTag<string, AtpSnapshot> Atp = new("atp");
    internal static readonly OutputTag<string, OpenBackorder> OpenBackorders = new("open-backorders");
    internal static readonly OutputTag<string, BusinessException> Exceptions = new("exceptions");
    internal static readonly OutputTag<string, RoutedCommand> Ticks = new("ticks");

    /// <summary>Builds the topology.</summary>
    public static Topology Build(AllocationOptions options)
    {
        var builder = new StreamBuilder();
        var decided = builder
            .Stream("commands", BackordersTopics.InventoryCommands, KeyedSource.Options<InventoryCommand>())
            .Process("allocate", () => new AllocationProcessor(options), State);
        decided.To("allocations", BackordersTopics.Allocations, Appended<AllocationEvent>());
        decided.SideOutput(StockEvents).To("stock-events", BackordersTopics.StockEvents, Appended<StockEvent>());
        decided.SideOutput(Atp).To("atp", BackordersTopics.Atp, Appended<AtpSnapshot>());
        decided.SideOutput(OpenBackorders)
            .To("open-backorders", BackordersTopics.OpenBackorders, Appended<OpenBackorder>());
        decided.SideOutput(Exceptions).To("exceptions", BackordersTopics.Exceptions, Appended<BusinessException>());
        // The one declared case of a topology that writes to its own source: the clock of a partition without traffic.
        decided.SideOutput(Ticks).To("ticks", RoutedCommand.Log, RoutedCommand.SinkOptions(allowOwnSource: true));
        return builder.Build(Name);
    }

    static SinkOptions<string, T> Appended<T>() => new() { AppendTime = true };
}
