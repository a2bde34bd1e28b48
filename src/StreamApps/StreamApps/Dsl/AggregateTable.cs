using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Builds the table of an aggregation without windows, of one stream or of several.</summary>
internal sealed class AggregateTable<TKey, TAggregate>
{
    readonly StreamBuilder _builder;
    readonly string _name;
    readonly string _operation;
    readonly ISerde<TKey> _keySerde;
    readonly ISerde<TAggregate> _serde;
    readonly TableTraits _traits = new() { Stored = true };
    readonly StoreDescriptor<IKeyValueStore<TKey, Timestamped<TAggregate>>> _store;

    public AggregateTable(
        StreamBuilder builder, string name, string operation, ISerde<TKey>? keySerde, ISerde<TAggregate>? serde)
    {
        TopologyChecks.CheckName(name, operation);
        _builder = builder;
        _name = name;
        _operation = operation;
        _keySerde = StreamBuilder.RequireSerde(keySerde, name, "key");
        _serde = StreamBuilder.RequireSerde(serde, name, "value");
        _store = State.Stores.Timestamped(name, _keySerde, _serde);
    }

    /// <summary>The aggregation of one stream.</summary>
    public (NodeSpec Parent, Func<Node> Create) Input<TValue>(NodeSpec parent, Fold<TKey, TValue, TAggregate> fold) =>
        (parent, () => new AggregateNode<TKey, TValue, TAggregate>(_store, _keySerde, fold, _traits));

    /// <summary>The aggregation of grouped rows.</summary>
    public (NodeSpec Parent, Func<Node> Create) Input<TValue>(
        NodeSpec parent, TableFold<TKey, TValue, TAggregate> fold) =>
        (parent, () => new TableAggregateNode<TKey, TValue, TAggregate>(_store, _keySerde, fold, _traits));

    /// <summary>Adds a node for each input, and what brings them together if there are several.</summary>
    public KTable<TKey, TAggregate> Add(IReadOnlyList<(NodeSpec Parent, Func<Node> Create)> inputs)
    {
        var node = AggregateInputs.Add<TKey, TAggregate>(_builder, _name, _operation, _store, inputs);
        return new(
            _builder, node, _keySerde, _serde, TableRows.Of(_store), _ => _traits.OldValues = true)
        {
            Store = _store,
        };
    }
}
