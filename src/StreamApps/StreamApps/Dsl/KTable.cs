using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>A table that begins at a node.</summary>
/// <param name="builder">Takes further nodes.</param>
/// <param name="origin">The node that forwards its changes.</param>
/// <param name="keySerde">How its keys are written, if that is known.</param>
/// <param name="valueSerde">How its values are written, if that is known.</param>
/// <param name="rows">How its rows are looked up.</param>
/// <param name="keepOldValues">
/// Asks that changes say what the row was before: also at the price of a store when the argument is true. Says
/// whether they will.
/// </param>
internal sealed partial class KTable<TKey, TValue>(
    StreamBuilder builder,
    NodeSpec origin,
    ISerde<TKey>? keySerde,
    ISerde<TValue>? valueSerde,
    TableRows<TKey, TValue> rows,
    Func<bool, bool> keepOldValues) : IKTable<TKey, TValue>
{
    public StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>>? Store { get; init; }

    internal NodeSpec Node { get; } = origin;

    /// <summary>How its keys are written, if that is known.</summary>
    internal ISerde<TKey>? KeySerde { get; } = keySerde;

    /// <summary>How its values are written, if that is known.</summary>
    internal ISerde<TValue>? ValueSerde { get; } = valueSerde;

    /// <summary>How its rows are looked up.</summary>
    internal TableRows<TKey, TValue> Rows { get; } = rows;

    /// <summary>
    /// True when its changes may be versions that were put behind later ones, which whoever needs the present row
    /// leaves out.
    /// </summary>
    internal bool IsVersioned { get; init; }

    /// <summary>
    /// How long after its end a window is closed, in milliseconds; null for a table that is not one of windows.
    /// </summary>
    internal long? CloseAfterEndMs { get; init; }

    /// <summary>Asks that changes say what the row was before, and says whether they will.</summary>
    internal bool KeepOldValues(bool force) => keepOldValues(force);

    public IKTable<TKey, TValue> Filter(Func<TKey, TValue, bool> predicate, Materialized<TKey, TValue>? store = null) =>
        Filter("filter", predicate, wanted: true, store);

    public IKTable<TKey, TValue> FilterNot(
        Func<TKey, TValue, bool> predicate, Materialized<TKey, TValue>? store = null) =>
        Filter("filter-not", predicate, wanted: false, store);

    public IKTable<TKey, TValueOut> MapValues<TValueOut>(
        Func<TKey, TValue, TValueOut> mapper, Materialized<TKey, TValueOut>? store = null)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var own = OwnStore<TValueOut>.Of(store, KeySerde, null);
        var traits = new TableTraits { Stored = own is not null };
        var node = Add("map-values", own?.Descriptor, () =>
            new TableMapValuesNode<TKey, TValue, TValueOut>(mapper, traits, own?.Settings) { Store = own?.Descriptor });
        return Computed(node, own, null, traits, new TableRows<TKey, TValueOut>(Rows.Stores, context =>
            new ComputedTableReader<TKey, TValue, TValueOut>(Rows.Open(context), static (_, _) => true, mapper)));
    }

    public IKStream<TKey, TValue> ToStream()
    {
        var node = Add("to-stream", null, static () => new TableToStreamNode<TKey, TValue>());
        return new KStream<TKey, TValue>(builder, node, KeySerde, ValueSerde);
    }

    public IKStream<TKeyOut, TValue> ToStream<TKeyOut>(Func<TKey, TValue, TKeyOut> selector) =>
        ToStream().SelectKey(selector);

    KTable<TKey, TValue> Filter(
        string operation, Func<TKey, TValue, bool> predicate, bool wanted, Materialized<TKey, TValue>? store)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var own = OwnStore<TValue>.Of(store, KeySerde, ValueSerde);
        var traits = new TableTraits { Stored = own is not null, OldValues = KeepOldValues(force: false) };
        var isVersioned = IsVersioned;
        var node = Add(operation, own?.Descriptor, () =>
            new TableFilterNode<TKey, TValue>(predicate, wanted, isVersioned, traits, own?.Settings)
            {
                Store = own?.Descriptor,
            });
        return Computed(node, own, ValueSerde, traits, new TableRows<TKey, TValue>(Rows.Stores, context =>
            new ComputedTableReader<TKey, TValue, TValue>(
                Rows.Open(context), (key, value) => predicate(key, value) == wanted, static (_, value) => value)));
    }

    /// <summary>A table that is computed from this one, with a store of its own or without.</summary>
    KTable<TKey, TOut> Computed<TOut>(
        NodeSpec node,
        OwnStore<TOut>? own,
        ISerde<TOut>? serde,
        TableTraits traits,
        TableRows<TKey, TOut> computed)
    {
        bool Keep(bool force) => traits.OldValues |= own is not null || KeepOldValues(force);
        return own is not null
            ? new KTable<TKey, TOut>(
                builder, node, own.Settings.KeySerde, own.Settings.ValueSerde, TableRows.Of(own.Descriptor), Keep)
            {
                Store = own.Descriptor,
                CloseAfterEndMs = CloseAfterEndMs,
            }
            : new KTable<TKey, TOut>(builder, node, KeySerde, serde, computed, Keep)
            {
                IsVersioned = IsVersioned,
                CloseAfterEndMs = CloseAfterEndMs,
            };
    }

    NodeSpec Add(string operation, StoreDescriptor? store, Func<Node> create) => builder.Add(new NodeSpec
    {
        Name = builder.NameAfter(Node, operation),
        Operator = operation,
        Kind = NodeKind.Operator,
        Parents = [Node],
        Stores = store is null ? [] : [store],
        NeedsCoPartitioning = store is not null,
        Create = create,
    });

    /// <summary>The store that a computed table is asked to keep, with serdes that are there.</summary>
    sealed record OwnStore<TRow>(
        StoreDescriptor<IKeyValueStore<TKey, Timestamped<TRow>>> Descriptor, Materialized<TKey, TRow> Settings)
    {
        public static OwnStore<TRow>? Of(
            Materialized<TKey, TRow>? settings, ISerde<TKey>? keySerde, ISerde<TRow>? valueSerde)
        {
            if (settings is null)
                return null;
            TopologyChecks.CheckName(settings.Name, "store");
            var key = StreamBuilder.RequireSerde(settings.KeySerde ?? keySerde, settings.Name, "key");
            var value = StreamBuilder.RequireSerde(settings.ValueSerde ?? valueSerde, settings.Name, "value");
            var complete = new Materialized<TKey, TRow> { Name = settings.Name, KeySerde = key, ValueSerde = value };
            return new(State.Stores.Timestamped(settings.Name, key, value), complete);
        }
    }
}
