using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Joins of tables by their keys.</summary>
internal sealed partial class KTable<TKey, TValue>
{
    public IKTable<TKey, TValueOut> Join<TOther, TValueOut>(
        IKTable<TKey, TOther> other,
        Func<TValue, TOther, TValueOut> joiner,
        Materialized<TKey, TValueOut>? store = null)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join<TOther, TValueOut>(
            "join", TableJoinKind.Inner, other, (left, right) => joiner(left!, right!), store);
    }

    public IKTable<TKey, TValueOut> LeftJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other,
        Func<TValue, TOther?, TValueOut> joiner,
        Materialized<TKey, TValueOut>? store = null)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join<TOther, TValueOut>(
            "left-join", TableJoinKind.Left, other, (left, right) => joiner(left!, right), store);
    }

    public IKTable<TKey, TValueOut> OuterJoin<TOther, TValueOut>(
        IKTable<TKey, TOther> other,
        Func<TValue?, TOther?, TValueOut> joiner,
        Materialized<TKey, TValueOut>? store = null)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join("outer-join", TableJoinKind.Outer, other, joiner, store);
    }

    KTable<TKey, TValueOut> Join<TOther, TValueOut>(
        string operation,
        TableJoinKind kind,
        IKTable<TKey, TOther> other,
        Func<TValue?, TOther?, TValueOut> function,
        Materialized<TKey, TValueOut>? store)
    {
        ArgumentNullException.ThrowIfNull(other);
        var right = (KTable<TKey, TOther>)other;
        var own = OwnStore<TValueOut>.Of(store, KeySerde ?? right.KeySerde, null);
        var traits = new TableTraits { Stored = own is not null };
        var joiner = new TableJoiner<TValue, TOther, TValueOut>(kind, function, traits);
        // Without a partner only the row before tells whether there was a result that must be taken back.
        if (kind != TableJoinKind.Inner)
            KeepOldValues(force: true);
        if (kind == TableJoinKind.Outer)
            right.KeepOldValues(force: true);
        var (leftVersioned, rightVersioned) = (IsVersioned, right.IsVersioned);
        IReadOnlyList<StoreDescriptor> joined = [.. Rows.Stores().Concat(right.Rows.Stores()).Distinct()];
        var fromLeft = AddSide(operation, Node, joined, () =>
            new LeftTableJoinNode<TKey, TValue, TOther, TValueOut>(joiner, right.Rows.Open, leftVersioned));
        var fromRight = AddSide($"{operation}-right", right.Node, joined, () =>
            new RightTableJoinNode<TKey, TValue, TOther, TValueOut>(joiner, Rows.Open, rightVersioned));
        var result = builder.Add(new NodeSpec
        {
            Name = builder.NameAfter(fromLeft, "merge"),
            Operator = "merge",
            Kind = NodeKind.Operator,
            Parents = [fromLeft, fromRight],
            Stores = own is null ? [] : [own.Descriptor],
            NeedsCoPartitioning = true,
            Create = () => new TableJoinResultNode<TKey, TValueOut>(traits, own?.Settings) { Store = own?.Descriptor },
        });
        bool Keep(bool force)
        {
            KeepOldValues(force: true);
            right.KeepOldValues(force: true);
            return traits.OldValues = true;
        }
        var joinedRows = own is not null
            ? TableRows.Of(own.Descriptor)
            : new TableRows<TKey, TValueOut>(() => joined, context =>
                new JoinedTableReader<TKey, TValue, TOther, TValueOut>(
                    joiner, Rows.Open(context), right.Rows.Open(context)));
        return new KTable<TKey, TValueOut>(
            builder,
            result,
            own?.Settings.KeySerde ?? KeySerde ?? right.KeySerde,
            own?.Settings.ValueSerde,
            joinedRows,
            Keep)
        {
            Store = own?.Descriptor,
        };
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
