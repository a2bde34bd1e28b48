using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Foreign-key joins.</summary>
internal sealed partial class KTable<TKey, TValue>
{
    public IKTable<TKey, TValueOut> Join<TForeignKey, TOther, TValueOut>(
        IKTable<TForeignKey, TOther> other,
        Func<TKey, TValue, TForeignKey?> foreignKey,
        Func<TValue, TOther, TValueOut> joiner,
        ForeignKeyJoin<TKey, TValue, TForeignKey, TOther, TValueOut> join)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinByForeignKey(
            "foreign-key-join", keepUnmatched: false, other, foreignKey, (row, found) => joiner(row, found!), join);
    }

    public IKTable<TKey, TValueOut> LeftJoin<TForeignKey, TOther, TValueOut>(
        IKTable<TForeignKey, TOther> other,
        Func<TKey, TValue, TForeignKey?> foreignKey,
        Func<TValue, TOther?, TValueOut> joiner,
        ForeignKeyJoin<TKey, TValue, TForeignKey, TOther, TValueOut> join)
    {
        ArgumentNullException.ThrowIfNull(joiner);
        return JoinByForeignKey("foreign-key-left-join", keepUnmatched: true, other, foreignKey, joiner, join);
    }

    KTable<TKey, TValueOut> JoinByForeignKey<TForeignKey, TOther, TValueOut>(
        string operation,
        bool keepUnmatched,
        IKTable<TForeignKey, TOther> other,
        Func<TKey, TValue, TForeignKey?> foreignKey,
        Func<TValue, TOther?, TValueOut> joiner,
        ForeignKeyJoin<TKey, TValue, TForeignKey, TOther, TValueOut> join)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(foreignKey);
        ArgumentNullException.ThrowIfNull(join);
        TopologyChecks.CheckName(join.Name, operation);
        var right = (KTable<TForeignKey, TOther>)other;
        var plan = new ForeignKeyPlan<TKey, TValue, TForeignKey, TOther>(
            keepUnmatched,
            StreamBuilder.RequireSerde(join.KeySerde ?? KeySerde, join.Name, "key"),
            StreamBuilder.RequireSerde(join.ValueSerde ?? ValueSerde, join.Name, "left value"),
            StreamBuilder.RequireSerde(join.ForeignKeySerde ?? right.KeySerde, join.Name, "foreign key"),
            StreamBuilder.RequireSerde(join.OtherSerde ?? right.ValueSerde, join.Name, "right value"),
            foreignKey);
        // Only the row before tells which foreign key is given up.
        KeepOldValues(force: true);
        var traits = new TableTraits { Stored = !join.StoreOnlyWhenNeeded };
        Subscribe(join.Name, plan);
        AnswerSubscriptions(join.Name, plan, right);
        var store = State.Stores.Timestamped(
            join.Name, plan.LeftKeys, StreamBuilder.RequireSerde(join.ResultSerde, join.Name, "value"));
        var answers = ReadInternal($"{join.Name}.answers", $"{join.Name}-answer", new SubscriptionAnswerSerde());
        var result = builder.Add(new NodeSpec
        {
            Name = join.Name,
            Operator = operation,
            Kind = NodeKind.Operator,
            Parents = [answers],
            Stores = traits.Stored ? [store, .. Rows.Stores()] : Rows.Stores(),
            NeedsCoPartitioning = true,
            Create = () => new AnswerNode<TKey, TValue, TForeignKey, TOther, TValueOut>(
                plan, store, traits, Rows.Open, joiner),
        });
        return TableSource.Of(builder, result, plan.LeftKeys, join.ResultSerde, store, traits);
    }

    void Subscribe<TForeignKey, TOther>(string name, ForeignKeyPlan<TKey, TValue, TForeignKey, TOther> plan)
    {
        var subscribe = builder.Add(new NodeSpec
        {
            Name = $"{name}.subscribe",
            Operator = "subscribe",
            Kind = NodeKind.Operator,
            Parents = [Node],
            Create = () => new SubscribeNode<TKey, TValue, TForeignKey, TOther>(plan),
        });
        TopicName[] topic = [new TopicName($"{name}-subscription", IsInternal: true)];
        builder.Add(new NodeSpec
        {
            Name = $"{name}.subscribe-write",
            Operator = "repartition",
            Kind = NodeKind.Sink,
            Parents = [subscribe],
            Topics = topic,
            Create = () => new SinkNode<byte[]?, Subscription>(
                new(topic, Serdes.Bytes!, new SubscriptionSerde(), null, dropNullKeys: false),
                SinkOptions<byte[]?, Subscription>.Default),
        });
    }

    void AnswerSubscriptions<TForeignKey, TOther>(
        string name, ForeignKeyPlan<TKey, TValue, TForeignKey, TOther> plan, KTable<TForeignKey, TOther> right)
    {
        var store = new SubscriptionStoreDescriptor($"{name}.subscriptions");
        IReadOnlyList<StoreDescriptor> read = [store, .. right.Rows.Stores()];
        var subscriptions = ReadInternal($"{name}.subscriptions", $"{name}-subscription", new SubscriptionSerde());
        var fromLeft = AddAnswering($"{name}.answer-left", subscriptions, read, () =>
            new SubscriptionNode<TKey, TValue, TForeignKey, TOther>(plan, store.Name, right.Rows.Open));
        var fromRight = AddAnswering($"{name}.answer-right", right.Node, read, () =>
            new RightChangeNode<TKey, TValue, TForeignKey, TOther>(plan, store.Name));
        TopicName[] topic = [new TopicName($"{name}-answer", IsInternal: true)];
        builder.Add(new NodeSpec
        {
            Name = $"{name}.answer-write",
            Operator = "repartition",
            Kind = NodeKind.Sink,
            Parents = [fromLeft, fromRight],
            Topics = topic,
            Create = () => new SinkNode<byte[], SubscriptionAnswer>(
                new(topic, Serdes.Bytes, new SubscriptionAnswerSerde(), null, dropNullKeys: false),
                new SinkOptions<byte[], SubscriptionAnswer> { Partition = static sent => sent.Value.LeftPartition }),
        });
    }

    NodeSpec AddAnswering(
        string name, NodeSpec parent, IReadOnlyList<StoreDescriptor> stores, Func<Node> create) =>
        builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "answer",
            Kind = NodeKind.Operator,
            Parents = [parent],
            Stores = stores,
            NeedsCoPartitioning = true,
            Create = create,
        });

    NodeSpec ReadInternal<TMessage>(string name, string topic, ISerde<TMessage> serde) =>
        builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "source",
            Kind = NodeKind.Source,
            Topics = [new TopicName(topic, IsInternal: true)],
            Create = () => new SourceNode<byte[], TMessage>(Serdes.Bytes, serde, null),
        });
}
