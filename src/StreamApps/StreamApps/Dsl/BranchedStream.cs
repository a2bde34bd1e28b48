using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Adds branches to a split.</summary>
internal sealed class BranchedStream<TKey, TValue>(
    StreamBuilder builder,
    NodeSpec split,
    List<(string Name, Func<TKey, TValue, bool>? Predicate)> branches,
    Func<NodeSpec, KStream<TKey, TValue>> continueAt) : IBranchedStream<TKey, TValue>
{
    public IKStream<TKey, TValue> Branch(string name, Func<TKey, TValue, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Add(name, predicate);
    }

    public IKStream<TKey, TValue> Default(string name) => Add(name, predicate: null);

    KStream<TKey, TValue> Add(string name, Func<TKey, TValue, bool>? predicate)
    {
        if (branches.Exists(branch => branch.Predicate is null))
        {
            throw new TopologyException(
                TopologyErrorKind.Structure,
                $"branch '{name}' of '{split.Name}' comes after the default branch and would get nothing: " +
                "declare the default branch last");
        }
        var node = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "branch",
            Kind = NodeKind.Operator,
            Parents = [split],
            SideOutput = name,
            Create = static () => new PassNode<TKey, TValue>(),
        });
        branches.Add((name, predicate));
        return continueAt(node);
    }
}
