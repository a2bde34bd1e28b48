using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Builds the table of an aggregation in sessions.</summary>
internal sealed class SessionTable<TKey, TAggregate>
{
    readonly StreamBuilder _builder;
    readonly string _name;
    readonly string _operation;
    readonly ISerde<Windowed<TKey>> _windowSerde;
    readonly ISerde<TAggregate> _serde;
    readonly SessionWindows _windows;
    readonly WindowEmission _emission;
    readonly long _retention;
    readonly TableTraits _traits = new() { Stored = true };
    readonly StoreDescriptor<ISessionStore<TKey, TAggregate>> _store;

    public SessionTable(
        StreamBuilder builder,
        string name,
        string operation,
        ISerde<TKey>? keySerde,
        ISerde<TAggregate>? serde,
        SessionWindows windows,
        WindowEmission emission,
        WindowStoreOptions? options)
    {
        TopologyChecks.CheckName(name, operation);
        _builder = builder;
        _name = name;
        _operation = operation;
        var key = StreamBuilder.RequireSerde(keySerde, name, "key");
        _windowSerde = WindowedSerdes.Of(key);
        _serde = StreamBuilder.RequireSerde(serde, name, "value");
        _windows = windows;
        _emission = emission;
        _retention = WindowPlan.Retention(name, options, checked(windows.GapMs + windows.GraceMs));
        _store = State.Stores.Session(name, key, _serde, TimeSpan.FromMilliseconds(_retention));
    }

    /// <summary>The aggregation of one stream; its number tells its stream time from that of the others.</summary>
    public (NodeSpec Parent, Func<Node> Create) Input<TValue>(
        NodeSpec parent, SessionFold<TKey, TValue, TAggregate> fold, byte number = 0)
    {
        var settings = new SessionNodeSettings<TKey, TAggregate>(
            _store, _windowSerde, _windows, _emission, _retention, _traits, number);
        return (parent, () => new SessionWindowNode<TKey, TValue, TAggregate>(settings, fold));
    }

    /// <summary>Adds a node for each input, and what brings them together if there are several.</summary>
    public KTable<Windowed<TKey>, TAggregate> Add(IReadOnlyList<(NodeSpec Parent, Func<Node> Create)> inputs)
    {
        var node = AggregateInputs.Add<Windowed<TKey>, TAggregate>(_builder, _name, _operation, _store, inputs);
        var rows = new TableRows<Windowed<TKey>, TAggregate>(
            () => [_store],
            context => new SessionTableReader<TKey, TAggregate>(
                (ISessionStore<TKey, TAggregate>)context.Stores!.Get(_store)));
        return new(_builder, node, _windowSerde, _serde, rows, _ => _traits.OldValues = true)
        {
            CloseAfterEndMs = _windows.GapMs + _windows.GraceMs,
        };
    }
}
