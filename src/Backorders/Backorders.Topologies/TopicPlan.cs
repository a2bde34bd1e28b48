using Backorders.Contracts;
using StreamApps.Transport;

namespace Backorders.Topologies;

/// <summary>The topics of the applications as they are to be created.</summary>
public static class TopicPlan
{
    /// <summary>Dead letters carry the bytes of any source and headers beside them.</summary>
    const int HeaderRoom = 64 << 10;
    const int MaxMessageBytes = 1 << 20;

    static readonly TimeSpan Month = TimeSpan.FromDays(30);

    static readonly TopicSpec[] Specs =
    [
        Deleted(BackordersTopics.Orders.Name),
        Deleted(BackordersTopics.Cancellations.Name),
        Deleted(BackordersTopics.Receipts.Name),
        Deleted(BackordersTopics.StockAdjustments.Name),
        Deleted(BackordersTopics.Shipments.Name),
        Compacted(BackordersTopics.Policies.Name),
        // The log is what everything is recomputed from: it is kept for ever.
        Spec(BackordersTopics.InventoryCommands.Name, ("cleanup.policy", "delete"), ("retention.ms", "-1")),
        Deleted(BackordersTopics.Allocations.Name),
        Deleted(BackordersTopics.StockEvents.Name),
        Compacted(BackordersTopics.Atp.Name),
        Compacted(BackordersTopics.OpenBackorders.Name),
        Compacted(BackordersTopics.OrderStatuses.Name),
        Deleted(BackordersTopics.Exceptions.Name),
        Spec(
            BackordersTopics.DeadLetters,
            ("cleanup.policy", "delete"),
            ("retention.ms", Milliseconds(Month)),
            ("max.message.bytes", $"{MaxMessageBytes + HeaderRoom}")),
    ];

    /// <summary>All topics, each with this many partitions.</summary>
    public static IReadOnlyList<TopicSpec> Topics(int partitions) =>
        [.. Specs.Select(spec => spec with { Partitions = partitions })];

    static TopicSpec Deleted(string name) =>
        Spec(name, ("cleanup.policy", "delete"), ("retention.ms", Milliseconds(Month)));

    static TopicSpec Compacted(string name) => Spec(name, ("cleanup.policy", "compact"));

    static TopicSpec Spec(string name, params (string Name, string Value)[] settings) =>
        new(name, 1, settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal));

    static string Milliseconds(TimeSpan time) => $"{(long)time.TotalMilliseconds}";
}
