using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>The nodes of an aggregation that one or several streams feed.</summary>
internal static class AggregateInputs
{
    /// <summary>
    /// One node of the aggregation's name; or one for each stream, with a number, and one of the name behind them.
    /// </summary>
    public static NodeSpec Add<TKey, TAggregate>(
        StreamBuilder builder,
        string name,
        string operation,
        StoreDescriptor store,
        IReadOnlyList<(NodeSpec Parent, Func<Node> Create)> inputs)
    {
        if (inputs.Count == 1)
            return Add(builder, name, operation, store, inputs[0]);
        var nodes = inputs
            .Select((input, index) => Add(builder, $"{name}.{index + 1}", operation, store, input))
            .ToArray();
        return builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "merge",
            Kind = NodeKind.Operator,
            Parents = nodes,
            Create = static () => new PassNode<TKey, Change<TAggregate>>(),
        });
    }

    static NodeSpec Add(
        StreamBuilder builder,
        string name,
        string operation,
        StoreDescriptor store,
        (NodeSpec Parent, Func<Node> Create) input) => builder.Add(new NodeSpec
        {
            Name = name,
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = [input.Parent],
            Stores = [store],
            NeedsCoPartitioning = true,
            Create = input.Create,
        });
}
