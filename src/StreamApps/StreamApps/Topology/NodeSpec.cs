using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Topologies;

/// <summary>A node of a topology before any task runs it.</summary>
internal sealed class NodeSpec
{
    readonly List<NodeSpec> _children = [];
    readonly List<StoreDescriptor> _stores = [];

    public required string Name { get; init; }

    /// <summary>The operator in words, such as <c>filter</c>.</summary>
    public required string Operator { get; init; }

    public required NodeKind Kind { get; init; }

    public IReadOnlyList<NodeSpec> Parents { get; init; } = [];

    /// <summary>In the order in which they were declared, which is the order in which they are served.</summary>
    public IReadOnlyList<NodeSpec> Children => _children;

    public IReadOnlyList<StoreDescriptor> Stores
    {
        get => _stores;
        init => _stores = [.. value];
    }

    /// <summary>The topics that a source reads or a sink may write.</summary>
    public IReadOnlyList<TopicName> Topics { get; init; } = [];

    /// <summary>
    /// How many partitions the topic of a repartition is to get; null for as many as its writers read.
    /// </summary>
    public int? RequestedPartitions { get; init; }

    /// <summary>True for a sink that may write to a source topic of its own topology.</summary>
    public bool AllowOwnSource { get; init; }

    /// <summary>
    /// True when its inputs must have equal partition counts, because it keeps state by key or joins.
    /// </summary>
    public bool NeedsCoPartitioning { get; init; }

    /// <summary>Set for a table that may be restored from the topic that it is read from.</summary>
    public SourceTable? SourceTable { get; init; }

    /// <summary>Set when the node only gets what its parent sends to this side output.</summary>
    public string? SideOutput { get; init; }

    /// <summary>Makes the node of one task.</summary>
    public required Func<Node> Create { get; init; }

    internal void AddChild(NodeSpec child) => _children.Add(child);

    /// <summary>Adds a store that an operator further down turned out to need.</summary>
    internal void AddStore(StoreDescriptor store) => _stores.Add(store);
}
