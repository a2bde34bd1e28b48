using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Joins of tables.</summary>
internal sealed partial class KTable<TKey, TValue>
{
    public IKTable<TKey, TValueOut> Join<TOther, TValueOut>(
        IKTable<TKey, TOther> other, Func<TValue, TOther, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join<TOther, TValueOut>("join", TableJoinKind.Inner, other, (left, right) => joiner(left!, right!));
    }

    public IKTable<TKey, TValueOut> LeftJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other, Func<TValue, TOther?, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join<TOther, TValueOut>("left-join", TableJoinKind.Left, other, (left, right) => joiner(left!, right));
    }

    public IKTable<TKey, TValueOut> OuterJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other, Func<TValue?, TOther?, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join("outer-join", TableJoinKind.Outer, other, joiner);
    }

    KTable<TKey, TValueOut> Join<TOther, TValueOut>(
        string operation, TableJoinKind kind, IKTable<TKey, TOther> other, Func<TValue?, TOther?, TValueOut> function)
    {
        ArgumentNullException.ThrowIfNull(other);
        var right = (KTable<TKey, TOther>)other;
        var joiner = new TableJoiner<TValue, TOther, TValueOut>(kind, function);
        IReadOnlyList<StoreDescriptor> joined = [.. Stores.Concat(right.Stores).Distinct()];
        var fromLeft = AddSide(operation, Node, joined, () =>
            new LeftTableJoinNode<TKey, TValue, TOther, TValueOut>(joiner, right.Open));
        var fromRight = AddSide($"{operation}-right", right.Node, joined, () =>
            new RightTableJoinNode<TKey, TValue, TOther, TValueOut>(joiner, Open));
        var result = builder.Add(new NodeSpec
        {
            Name = builder.NameAfter(fromLeft, "merge"),
            Operator = "merge",
            Kind = NodeKind.Operator,
            Parents = [fromLeft, fromRight],
            Create = static () => new PassNode<TKey, Change<TValueOut>>(),
        });
        return new KTable<TKey, TValueOut>(builder, result, keySerde, null, joined, context =>
            new JoinedTableReader<TKey, TValue, TOther, TValueOut>(joiner, Open(context), right.Open(context)));
    }

    NodeSpec AddSide(string operation, NodeSpec parent, IReadOnlyList<StoreDescriptor> stores, Func<Node> create) =>
        builder.Add(new NodeSpec
        {
            Name = builder.NameAfter(parent, operation),
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = [parent],
            Stores = stores,
            NeedsCoPartitioning = true,
            Create = create,
        });
}
