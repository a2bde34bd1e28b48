using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Builds the table of an aggregation in tumbling, hopping or sliding windows.</summary>
internal sealed class WindowedTable<TKey, TAggregate>
{
    readonly StreamBuilder _builder;
    readonly string _name;
    readonly string _operation;
    readonly ISerde<TKey> _keySerde;
    readonly ISerde<Windowed<TKey>> _windowSerde;
    readonly ISerde<TAggregate> _serde;
    readonly WindowPlan _plan;
    readonly TableTraits _traits = new() { Stored = true };
    readonly StoreDescriptor<IWindowStore<TKey, Timestamped<TAggregate>>> _store;

    public WindowedTable(
        StreamBuilder builder,
        string name,
        string operation,
        ISerde<TKey>? keySerde,
        ISerde<TAggregate>? serde,
        WindowPlan plan,
        WindowStoreOptions? options)
    {
        TopologyChecks.CheckName(name, operation);
        _builder = builder;
        _name = name;
        _operation = operation;
        _keySerde = StreamBuilder.RequireSerde(keySerde, name, "key");
        _windowSerde = WindowedSerdes.Of(_keySerde);
        _serde = StreamBuilder.RequireSerde(serde, name, "value");
        _plan = plan;
        _store = State.Stores.TimestampedWindow(
            name,
            _keySerde,
            _serde,
            TimeSpan.FromMilliseconds(plan.SizeMs),
            TimeSpan.FromMilliseconds(plan.Retention(name, options)));
    }

    /// <summary>The aggregation of one stream; its number tells its stream time from that of the others.</summary>
    public (NodeSpec Parent, Func<Node> Create) Input<TValue>(
        NodeSpec parent, Fold<TKey, TValue, TAggregate> fold, byte number = 0) => _plan.Time is { } windows
        ? (parent, () => new TimeWindowNode<TKey, TValue, TAggregate>(Settings(number), fold, windows))
        : (parent, () => new SlidingWindowNode<TKey, TValue, TAggregate>(Settings(number), fold));

    /// <summary>Adds a node for each input, and what brings them together if there are several.</summary>
    public KTable<Windowed<TKey>, TAggregate> Add(IReadOnlyList<(NodeSpec Parent, Func<Node> Create)> inputs)
    {
        var node = AggregateInputs.Add<Windowed<TKey>, TAggregate>(_builder, _name, _operation, _store, inputs);
        var rows = new TableRows<Windowed<TKey>, TAggregate>(
            () => [_store],
            context => new WindowTableReader<TKey, TAggregate>(
                (IWindowStore<TKey, Timestamped<TAggregate>>)context.Stores!.Get(_store)));
        return new(_builder, node, _windowSerde, _serde, rows, _ => _traits.OldValues = true)
        {
            CloseAfterEndMs = _plan.GraceMs,
        };
    }

    WindowNodeSettings<TKey, TAggregate> Settings(byte number) => new(_store, _windowSerde, _plan, _traits, number);
}
