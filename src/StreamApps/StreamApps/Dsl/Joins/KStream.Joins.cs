using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Joins of streams.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IKStream<TKey, TValueOut> Join<TOther, TValueOut>(
        string name,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue, TOther, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined = null)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinStreams<TOther, TValueOut>(
            name, "stream-join", TableJoinKind.Inner, other, (key, left, right) => joiner(key, left!, right!), windows,
            joined);
    }

    public IKStream<TKey, TValueOut> LeftJoin<TOther, TValueOut>(
        string name,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue, TOther?, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined = null)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinStreams<TOther, TValueOut>(
            name, "stream-left-join", TableJoinKind.Left, other, (key, left, right) => joiner(key, left!, right),
            windows, joined);
    }

    public IKStream<TKey, TValueOut> OuterJoin<TOther, TValueOut>(
        string name,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue?, TOther?, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined = null)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinStreams(name, "stream-outer-join", TableJoinKind.Outer, other, joiner, windows, joined);
    }

    public IKStream<TKey, TValueOut> Join<TGlobalKey, TGlobalValue, TValueOut>(
        IGlobalKTable<TGlobalKey, TGlobalValue> table,
        Func<TKey, TValue, TGlobalKey?> keySelector,
        Func<TKey, TValue, TGlobalValue, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinGlobal<TGlobalKey, TGlobalValue, TValueOut>(
            "global-join", table, keySelector, (key, value, row) => joiner(key, value, row!), keepUnmatched: false);
    }

    public IKStream<TKey, TValueOut> LeftJoin<TGlobalKey, TGlobalValue, TValueOut>(
        IGlobalKTable<TGlobalKey, TGlobalValue> table,
        Func<TKey, TValue, TGlobalKey?> keySelector,
        Func<TKey, TValue, TGlobalValue?, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinGlobal("global-left-join", table, keySelector, joiner, keepUnmatched: true);
    }

    KStream<TKey, TValueOut> JoinGlobal<TGlobalKey, TGlobalValue, TValueOut>(
        string operation,
        IGlobalKTable<TGlobalKey, TGlobalValue> table,
        Func<TKey, TValue, TGlobalKey?> keySelector,
        Func<TKey, TValue, TGlobalValue?, TValueOut> joiner,
        bool keepUnmatched)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(keySelector);
        var descriptor = ((GlobalKTable<TGlobalKey, TGlobalValue>)table).Descriptor;
        var node = Add(operation, () => new GlobalJoinNode<TKey, TValue, TGlobalKey, TGlobalValue, TValueOut>(
            descriptor, keySelector, joiner, keepUnmatched));
        return new KStream<TKey, TValueOut>(builder, node, KeySerde, null, KeyChanged);
    }

    KStream<TKey, TValueOut> JoinStreams<TOther, TValueOut>(
        string name,
        string operation,
        TableJoinKind kind,
        IKStream<TKey, TOther> other,
        Func<TKey, TValue?, TOther?, TValueOut> joiner,
        JoinWindows windows,
        StreamJoined<TKey, TValue, TOther>? joined)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(windows);
        TopologyChecks.CheckName(name, operation);
        var right = (KStream<TKey, TOther>)other;
        RequireUnchangedKey(name);
        right.RequireUnchangedKey(name);
        var keys = StreamBuilder.RequireSerde(joined?.KeySerde ?? KeySerde ?? right.KeySerde, name, "key");
        var lefts = StreamBuilder.RequireSerde(joined?.ValueSerde ?? ValueSerde, name, "left value");
        var rights = StreamBuilder.RequireSerde(joined?.OtherSerde ?? right.ValueSerde, name, "right value");
        var bounds = new StreamJoinBounds(windows, kind);
        var store = new StreamJoinStoreDescriptor(name, bounds);
        var fromLeft = AddJoinSide($"{name}.left", operation, Node, store, () =>
            new StreamJoinNode<TKey, TValue, TOther, TValueOut>(
                bounds.Left, store, new(keys, lefts, rights), joiner));
        var fromRight = AddJoinSide($"{name}.right", operation, right.Node, store, () =>
            new StreamJoinNode<TKey, TOther, TValue, TValueOut>(
                bounds.Right, store, new(keys, rights, lefts), (key, mine, others) => joiner(key, others, mine)));
        var result = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = [fromLeft, fromRight],
            Create = static () => new PassNode<TKey, TValueOut>(),
        });
        return new KStream<TKey, TValueOut>(builder, result, keys, null);
    }

    NodeSpec AddJoinSide(
        string name, string operation, NodeSpec parent, StoreDescriptor store, Func<Node> create) =>
        builder.Add(new NodeSpec
        {
            Name = name,
            Operator = $"{operation}-side",
            Kind = NodeKind.Operator,
            Parents = [parent],
            Stores = [store],
            NeedsCoPartitioning = true,
            Create = create,
        });
}
