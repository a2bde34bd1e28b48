using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Processors;
using StreamApps.Conformance.Vectors;
using StreamApps.Testing;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Builds the topology of a vector with the public DSL, and knows its topics.</summary>
internal sealed class TopologyInterpreter
{
    readonly StreamBuilder _builder = new();
    readonly Dictionary<string, Operand> _operands = new(StringComparer.Ordinal);
    readonly Dictionary<string, Operand> _sources = new(StringComparer.Ordinal);
    readonly Dictionary<string, DeclaredStore> _declared = new(StringComparer.Ordinal);

    TopologyInterpreter(Vector vector, JoinTiming joinTiming)
    {
        Name = vector.Name;
        JoinTiming = joinTiming;
        foreach (var store in vector.Stores)
            _declared.Add(store.Name, Processors.DeclaredStore.Of(store));
        foreach (var node in vector.Nodes)
            Define(node.Id, Interpret(node));
        Topology = _builder.Build("vector");
    }

    /// <summary>The vector's name.</summary>
    public string Name { get; }

    public Topology Topology { get; }

    /// <summary>When stream-stream joins give out what has no match.</summary>
    public JoinTiming JoinTiming { get; }

    /// <summary>How to write to each input topic.</summary>
    public Dictionary<string, Func<TopologyTestDriver, Action<RecordForm>>> Inputs { get; } =
        new(StringComparer.Ordinal);

    /// <summary>How to read each output topic.</summary>
    public Dictionary<string, Func<TopologyTestDriver, Func<IEnumerable<RecordForm>>>> Outputs { get; } =
        new(StringComparer.Ordinal);

    public static TopologyInterpreter Of(Vector vector, JoinTiming joinTiming) => new(vector, joinTiming);

    /// <summary>The name of a node; none is that of a store.</summary>
    public string NameOf(NodeSyntax node) => NameOf(node.Id);

    /// <inheritdoc cref="NameOf(NodeSyntax)"/>
    public string NameOf(string id) => $"node-{id}";

    /// <summary>The name of a node with a store: that of the store, if the vector names it.</summary>
    public string StoreNameOf(NodeSyntax node) => node.Store ?? NameOf(node);

    public DeclaredStore DeclaredStore(string name) => _declared[name];

    public void Define(string id, Operand operand) => _operands.Add(id, operand);

    /// <summary>A topic that a sink writes to.</summary>
    public Topic<TKey, Datum> Written<TKey>(string name, KeyForm<TKey> keys, DatumType key, DatumType value)
    {
        var topic = new Topic<TKey, Datum>(name, keys.Serde(key), new DatumSerde(value));
        Outputs.TryAdd(name, driver =>
        {
            var output = driver.Output(topic);
            return () => output.ReadAll().Select(record => TopicForms.Of(name, keys, record));
        });
        return topic;
    }

    /// <summary>A topic that a source reads.</summary>
    public Topic<TKey, Datum> Read<TKey>(string name, KeyForm<TKey> keys, DatumType key, DatumType value)
    {
        var topic = new Topic<TKey, Datum>(name, keys.Serde(key), new DatumSerde(value));
        Inputs.TryAdd(name, driver =>
        {
            var input = driver.Input(topic);
            return record => input.Pipe(
                keys.FromDatum(record.Key), record.Value, record.Timestamp, TopicForms.Headers(record));
        });
        return topic;
    }

    Operand Interpret(NodeSyntax node)
    {
        switch (node.Operator)
        {
            case "source":
                return node.Key.IsWindowed ? Source(node, KeyForms.Windowed) : Source(node, KeyForms.Plain);
            case "table":
                return node.Key.IsWindowed ? Table(node, KeyForms.Windowed) : Table(node, KeyForms.Plain);
            case "globalTable":
                return node.Key.IsWindowed
                    ? GlobalTable(node, KeyForms.Windowed)
                    : GlobalTable(node, KeyForms.Plain);
            default:
                var inputs = node.Inputs.Select(id => _operands[id]).ToList();
                return inputs[0].Apply(node, inputs[1..], this);
        }
    }

    /// <summary>Topics that two nodes read are read once, as in Kafka Streams.</summary>
    Operand Source<TKey>(NodeSyntax node, KeyForm<TKey> keys)
    {
        IReadOnlyList<string> names = node.Optional("topic") is { } single ? [single] : node.List("topics");
        var known = string.Join(' ', names);
        if (_sources.TryGetValue(known, out var source))
            return source;
        var stream = _builder.Stream(
            NameOf(node),
            [.. names.Select(name => Read(name, keys, node.Key, node.Value))],
            new SourceOptions<TKey, Datum>
            {
                Timestamps = node.Optional("timestamp") is { } extractor
                    ? TimestampExtractors.Parse<TKey>(extractor)
                    : null,
            });
        source = new StreamOperand<TKey>(stream, keys, node.Key, node.Value, keyChanged: false);
        _sources.Add(known, source);
        return source;
    }

    GlobalTableOperand<TKey> GlobalTable<TKey>(NodeSyntax node, KeyForm<TKey> keys) => new(
        _builder.GlobalTable(StoreNameOf(node), Read(node.Required("topic"), keys, node.Key, node.Value)), keys);

    TableOperand<TKey> Table<TKey>(NodeSyntax node, KeyForm<TKey> keys)
    {
        var table = _builder.Table(
            StoreNameOf(node),
            Read(node.Required("topic"), keys, node.Key, node.Value),
            new TableOptions<TKey, Datum>
            {
                Timestamps = node.Optional("timestamp") is { } extractor
                    ? TimestampExtractors.Parse<TKey>(extractor)
                    : null,
                History = node.OptionalNumber("versioned") is { } history ? TimeSpan.FromMilliseconds(history) : null,
                StoreOnlyWhenNeeded = node.Store is null,
            });
        return new(table, keys, node.Key, node.Value);
    }
}
