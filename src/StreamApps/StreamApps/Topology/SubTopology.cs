using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Topologies;

/// <summary>
/// The nodes that records reach without passing through a topic, and that share stores: the unit of which each
/// partition is a task.
/// </summary>
internal sealed class SubTopology
{
    /// <summary>The name of its first declared source: part of the name of its changelog.</summary>
    public required string Name { get; init; }

    /// <summary>Its nodes in the order of declaration.</summary>
    public required IReadOnlyList<NodeSpec> Nodes { get; init; }

    /// <summary>The stores of its nodes in the order of declaration.</summary>
    public required IReadOnlyList<StoreDescriptor> Stores { get; init; }

    /// <summary>The tables that are restored from their source topics; all other stores are in the changelog.</summary>
    public IReadOnlyList<SourceTable> SourceTables =>
        [.. Nodes
            .Where(node => node.SourceTable is { } table && node.Stores.Contains(table.Store))
            .Select(node => node.SourceTable!)];

    /// <summary>The topic that a store is restored from instead of the changelog; null for most.</summary>
    public TopicName? SourceOf(StoreDescriptor store) =>
        SourceTables.FirstOrDefault(table => ReferenceEquals(table.Store, store))?.Topic;

    /// <summary>True when it keeps state, and so has a changelog.</summary>
    public bool HasState => Stores.Count > 0;

    /// <summary>True when all its inputs must have the same number of partitions.</summary>
    public required bool NeedsCoPartitioning { get; init; }

    /// <summary>The topics that it reads, repartition topics among them.</summary>
    public IReadOnlyList<TopicName> Inputs =>
        [.. Nodes.Where(node => node.Kind == NodeKind.Source).SelectMany(node => node.Topics)];

    /// <summary>
    /// The repartition topics that it reads, with the number of partitions that was asked for; null for as many as
    /// the topics have that their writers read.
    /// </summary>
    public IReadOnlyList<(TopicName Topic, int? Partitions)> RepartitionTopics =>
        [.. Nodes
            .Where(node => node.Kind == NodeKind.Source)
            .SelectMany(node => node.Topics.Select(topic => (topic, node.RequestedPartitions)))
            .Where(item => item.topic.IsInternal)];

    /// <summary>The topics that it may write, without its changelog and the dead letters.</summary>
    public IReadOnlyList<TopicName> Outputs =>
        [.. Nodes.Where(node => node.Kind == NodeKind.Sink).SelectMany(node => node.Topics).Distinct()];

    /// <summary>The changelog's name, or null when there is no state.</summary>
    public TopicName? Changelog => HasState ? new TopicName($"{Name}-changelog", IsInternal: true) : null;

    /// <summary>The names of the stores to open a task's database with, the runtime's own among them.</summary>
    public IReadOnlyList<string> DatabaseStores => [ReservedStore.Name, .. Stores.Select(store => store.Name)];
}
