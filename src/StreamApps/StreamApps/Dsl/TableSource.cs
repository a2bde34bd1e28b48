using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Makes tables of streams.</summary>
internal static class TableSource
{
    /// <summary>A table of the last value of each key to arrive.</summary>
    public static KTable<TKey, TValue> Create<TKey, TValue>(
        StreamBuilder builder,
        NodeSpec parent,
        string name,
        ISerde<TKey> keySerde,
        ISerde<TValue> valueSerde,
        bool onlyWhenNeeded,
        bool reuseTopic = false)
    {
        var store = State.Stores.Timestamped(name, keySerde, valueSerde);
        var traits = new TableTraits { Stored = !onlyWhenNeeded };
        var node = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "table",
            Kind = NodeKind.Operator,
            Parents = [parent],
            Stores = onlyWhenNeeded ? [] : [store],
            NeedsCoPartitioning = true,
            SourceTable = reuseTopic
                ? new(parent.Topics[0], store, () => new SourceRowReader<TKey, TValue>(keySerde, valueSerde))
                : null,
            Create = () => new TableNode<TKey, TValue>(store, keySerde, traits),
        });
        return Of(builder, node, keySerde, valueSerde, store, traits);
    }

    /// <summary>The table of a node that keeps its rows, or does so as soon as somebody needs them.</summary>
    public static KTable<TKey, TValue> Of<TKey, TValue>(
        StreamBuilder builder,
        NodeSpec node,
        ISerde<TKey> keySerde,
        ISerde<TValue> valueSerde,
        StoreDescriptor<IKeyValueStore<TKey, Timestamped<TValue>>> store,
        TableTraits traits)
    {
        var isStored = traits.Stored;
        void KeepRows()
        {
            if (!traits.Stored)
                node.AddStore(store);
            traits.Stored = true;
        }
        bool KeepOldValues(bool force)
        {
            if (!force && !traits.Stored)
                return false;
            KeepRows();
            return traits.OldValues = true;
        }
        var stored = TableRows.Of(store);
        var rows = new TableRows<TKey, TValue>(
            () =>
            {
                KeepRows();
                return stored.Stores();
            },
            stored.Open);
        return new KTable<TKey, TValue>(builder, node, keySerde, valueSerde, rows, KeepOldValues)
        {
            Store = isStored ? store : null,
        };
    }

    /// <summary>A table with the history of each key.</summary>
    public static KTable<TKey, TValue> CreateVersioned<TKey, TValue>(
        StreamBuilder builder,
        NodeSpec parent,
        string name,
        ISerde<TKey> keySerde,
        ISerde<TValue> valueSerde,
        TimeSpan history)
    {
        var store = State.Stores.Versioned(name, keySerde, valueSerde, history);
        var traits = new TableTraits { Stored = true };
        var node = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "versioned-table",
            Kind = NodeKind.Operator,
            Parents = [parent],
            Stores = [store],
            NeedsCoPartitioning = true,
            Create = () => new VersionedTableNode<TKey, TValue>(store, traits),
        });
        var rows = new TableRows<TKey, TValue>(
            () => [store],
            context => new VersionedTableReader<TKey, TValue>(
                (IVersionedStore<TKey, TValue>)context.Stores!.Get(store)));
        return new KTable<TKey, TValue>(
            builder, node, keySerde, valueSerde, rows, _ => traits.OldValues = true)
        {
            IsVersioned = true,
        };
    }
}
