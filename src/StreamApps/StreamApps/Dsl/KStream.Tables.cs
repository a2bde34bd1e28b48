using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Groups, tables and joins with tables.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IKGroupedStream<TKey, TValue> GroupByKey(Grouped<TKey, TValue>? grouped = null)
    {
        var key = grouped?.KeySerde ?? KeySerde;
        var value = grouped?.ValueSerde ?? ValueSerde;
        if (!KeyChanged)
            return new KGroupedStream<TKey, TValue>(builder, new(Node), key, value);
        var name = grouped?.Name ?? throw new TopologyException(
            TopologyErrorKind.MissingRepartition,
            $"the stream after '{Node.Name}' is grouped by a key that has changed, which takes a repartition topic: " +
            "set Grouped.Name to name it");
        StreamBuilder.RequireSerde(key, name, "key");
        StreamBuilder.RequireSerde(value, name, "value");
        // Made by the first aggregation: until then the group is no node, and takes no place among the children.
        var meeting = new Lazy<NodeSpec>(() => ((KStream<TKey, TValue>)Repartition(name, key, value)).Node);
        return new KGroupedStream<TKey, TValue>(builder, meeting, key, value);
    }

    public IKGroupedStream<TKeyOut, TValue> GroupBy<TKeyOut>(
        Func<TKey, TValue, TKeyOut> selector, Grouped<TKeyOut, TValue> grouped)
    {
        ArgumentNullException.ThrowIfNull(grouped);
        return SelectKey(selector).GroupByKey(grouped);
    }

    public IKTable<TKey, TValue> ToTable(
        string name,
        ISerde<TKey>? keySerde = null,
        ISerde<TValue>? valueSerde = null,
        TableOptions<TKey, TValue>? options = null)
    {
        if (options is { ReuseSourceTopic: true })
        {
            throw new TopologyException(
                TopologyErrorKind.Structure,
                $"the table '{name}' is made of a stream, which no topic need hold as it is: read it by "
                + "StreamBuilder.Table, or do without TableOptions.ReuseSourceTopic");
        }
        return ToTable(name, options, reuseTopic: false, keySerde, valueSerde);
    }

    internal IKTable<TKey, TValue> ToTable(
        string name,
        TableOptions<TKey, TValue>? options,
        bool reuseTopic,
        ISerde<TKey>? keySerde = null,
        ISerde<TValue>? valueSerde = null)
    {
        RequireUnchangedKey(name);
        var key = StreamBuilder.RequireSerde(keySerde ?? KeySerde, name, "key");
        var value = StreamBuilder.RequireSerde(valueSerde ?? ValueSerde, name, "value");
        TopologyChecks.CheckName(name, "table");
        if (reuseTopic && options is { Timestamps: not null } or { History: not null })
        {
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"the table '{name}' has times or a history that its compacted topic cannot give back: do without "
                + "TableOptions.ReuseSourceTopic, or without Timestamps and History");
        }
        return options?.History is { } history
            ? TableSource.CreateVersioned(builder, Node, name, key, value, history)
            : TableSource.Create(builder, Node, name, key, value, options?.StoreOnlyWhenNeeded ?? false, reuseTopic);
    }

    public IKStream<TKey, TValueOut> Join<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table, Func<TKey, TValue, TTableValue, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join<TTableValue, TValueOut>(
            "join", table, (key, value, row) => joiner(key, value, row!), keepUnmatched: false);
    }

    public IKStream<TKey, TValueOut> LeftJoin<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table, Func<TKey, TValue, TTableValue?, TValueOut> joiner)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return Join("left-join", table, joiner, keepUnmatched: true);
    }

    KStream<TKey, TValueOut> Join<TTableValue, TValueOut>(
        string operation,
        IKTable<TKey, TTableValue> table,
        Func<TKey, TValue, TTableValue?, TValueOut> joiner,
        bool keepUnmatched)
    {
        ArgumentNullException.ThrowIfNull(table);
        var name = builder.NameAfter(Node, operation);
        RequireUnchangedKey(name);
        var other = (KTable<TKey, TTableValue>)table;
        var node = Add(
            operation,
            () => new StreamTableJoinNode<TKey, TValue, TTableValue, TValueOut>(other.Rows.Open, joiner, keepUnmatched),
            name,
            other.Rows.Stores());
        return new KStream<TKey, TValueOut>(builder, node, KeySerde, null);
    }

    /// <summary>State by key is wrong when equal keys are in different partitions.</summary>
    void RequireUnchangedKey(string name)
    {
        if (KeyChanged)
        {
            throw new TopologyException(
                TopologyErrorKind.MissingRepartition,
                $"'{name}' needs records of equal keys in one partition, but the key has changed before it: " +
                "call Repartition, with a name, in between");
        }
    }
}
