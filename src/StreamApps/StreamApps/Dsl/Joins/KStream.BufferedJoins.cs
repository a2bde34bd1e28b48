using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Joins with versioned tables whose records wait.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IKStream<TKey, TValueOut> Join<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table,
        Func<TKey, TValue, TTableValue, TValueOut> joiner,
        BufferedJoin<TKey, TValue> buffer)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinBuffered<TTableValue, TValueOut>(
            "buffered-join", table, (key, value, row) => joiner(key, value, row!), buffer, keepUnmatched: false);
    }

    public IKStream<TKey, TValueOut> LeftJoin<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table,
        Func<TKey, TValue, TTableValue?, TValueOut> joiner,
        BufferedJoin<TKey, TValue> buffer)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinBuffered("buffered-left-join", table, joiner, buffer, keepUnmatched: true);
    }

    KStream<TKey, TValueOut> JoinBuffered<TTableValue, TValueOut>(
        string operation,
        IKTable<TKey, TTableValue> table,
        Func<TKey, TValue, TTableValue?, TValueOut> joiner,
        BufferedJoin<TKey, TValue> buffer,
        bool keepUnmatched)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(buffer);
        TopologyChecks.CheckName(buffer.Name, operation);
        RequireUnchangedKey(buffer.Name);
        var other = (KTable<TKey, TTableValue>)table;
        if (buffer.Grace < TimeSpan.Zero)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"the grace of '{buffer.Name}' is {buffer.Grace}: it must not be negative");
        if (!other.IsVersioned)
        {
            throw new TopologyException(
                TopologyErrorKind.Structure,
                $"'{buffer.Name}' looks its table up as it was at a time, and the table keeps no history: " +
                "set TableOptions.History");
        }
        var grace = (long)buffer.Grace.TotalMilliseconds;
        var keys = StreamBuilder.RequireSerde(buffer.KeySerde ?? KeySerde, buffer.Name, "key");
        var values = StreamBuilder.RequireSerde(buffer.ValueSerde ?? ValueSerde, buffer.Name, "value");
        var plan = new BufferedJoinPlan<TKey, TValue>(buffer.Name, grace, keepUnmatched, keys, values);
        var node = Add(
            operation,
            () => new BufferedTableJoinNode<TKey, TValue, TTableValue, TValueOut>(plan, other.Rows.Open, joiner),
            buffer.Name,
            [new BufferedJoinStoreDescriptor(buffer.Name, grace), .. other.Rows.Stores()]);
        return new KStream<TKey, TValueOut>(builder, node, keys, null);
    }
}
