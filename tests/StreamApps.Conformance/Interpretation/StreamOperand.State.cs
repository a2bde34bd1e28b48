using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Processors;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Topics, processors, groups and tables.</summary>
internal sealed partial class StreamOperand<TKey>
{
    /// <summary>The stream through an internal topic.</summary>
    public StreamOperand<TKey> Repartition(string name, bool keepNullKeys) => new(
        Stream.Repartition(
            name, KeySerde, ValueSerde, new RepartitionOptions<TKey, Datum> { KeepNullKeys = keepNullKeys }),
        Keys,
        Key,
        Value,
        keyChanged: false);

    /// <summary>The stream with equal keys in one partition: through an internal topic if that is needed.</summary>
    public StreamOperand<TKey> Partitioned(string name, bool keepNullKeys) =>
        keyChanged ? Repartition(name, keepNullKeys) : this;

    EndOperand To(NodeSyntax node, TopologyInterpreter interpreter)
    {
        var options = new SinkOptions<TKey, Datum> { AllowOwnSource = true };
        if (node.Optional("topic") is { } topic)
        {
            Stream.To(interpreter.NameOf(node), interpreter.Written(topic, Keys, Key, Value), options);
            return new EndOperand();
        }
        var selector = TopicSelectors.Parse(node.Required("topicFn"));
        Stream.To(
            interpreter.NameOf(node),
            (k, v) => selector(Keys.ToDatum(k), v),
            [.. node.List("topics").Select(name => interpreter.Written(name, Keys, Key, Value))],
            options);
        return new EndOperand();
    }

    TableOperand<TKey> ToTable(NodeSyntax node, TopologyInterpreter interpreter)
    {
        var partitioned = Partitioned($"{interpreter.NameOf(node)}-by-key", keepNullKeys: false);
        var table = partitioned.Stream.ToTable(interpreter.StoreNameOf(node), KeySerde, ValueSerde);
        return new(table, Keys, Key, Value);
    }

    GroupedOperand<TOut> GroupBy<TOut>(NodeSyntax node, KeyForm<TOut> form, TopologyInterpreter interpreter)
    {
        var selector = KeySelectors.Parse(node.Required("fn"));
        var grouped = Stream.GroupBy(
            (k, v) => form.FromDatum(selector(Keys.ToDatum(k), v)),
            new Grouped<TOut, Datum>
            {
                Name = interpreter.NameOf(node),
                KeySerde = form.Serde(node.Key),
                ValueSerde = ValueSerde,
            });
        return new(grouped, form, node.Key, Value);
    }

    static GroupedOperand<TKey> Group(
        IKStream<TKey, Datum> stream,
        KeyForm<TKey> keys,
        DatumType key,
        NodeSyntax node,
        TopologyInterpreter interpreter)
    {
        var grouped = stream.GroupByKey(new Grouped<TKey, Datum>
        {
            Name = interpreter.NameOf(node),
            KeySerde = keys.Serde(key),
            ValueSerde = new DatumSerde(node.Value),
        });
        return new(grouped, keys, key, node.Value);
    }

    StreamOperand<TKey> Process(NodeSyntax node, TopologyInterpreter interpreter)
    {
        IReadOnlyList<DeclaredStore> stores = [.. node.List("stores").Select(interpreter.DeclaredStore)];
        var supplier = ProcessorSuppliers.Parse(node.Required("fn"), Keys, Value, stores);
        var descriptors = stores.Select(store => store.Descriptor).ToArray();
        var name = interpreter.NameOf(node);
        return node.Operator == "process"
            ? new(Stream.Process(name, supplier, descriptors), Keys, Key, node.Value, keyChanged: true)
            : new(Stream.ProcessValues(name, supplier, descriptors), Keys, Key, node.Value, keyChanged);
    }
}
