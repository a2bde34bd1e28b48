using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Groups and suppression.</summary>
internal sealed partial class KTable<TKey, TValue>
{
    public IKGroupedTable<TKeyOut, TValueOut> GroupBy<TKeyOut, TValueOut>(
        Func<TKey, TValue, KeyValuePair<TKeyOut, TValueOut>> selector, Grouped<TKeyOut, TValueOut> grouped)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(grouped);
        var name = grouped.Name ?? throw new TopologyException(
            TopologyErrorKind.MissingRepartition,
            $"the table '{Node.Name}' is grouped by another key, which takes a repartition topic: " +
            "set Grouped.Name to name it");
        var key = StreamBuilder.RequireSerde(grouped.KeySerde, name, "key");
        var value = StreamBuilder.RequireSerde(grouped.ValueSerde, name, "value");
        KeepOldValues(force: true);
        var isVersioned = IsVersioned;
        var regroup = Add("regroup", null, () =>
            new TableRegroupNode<TKey, TValue, TKeyOut, TValueOut>(selector, isVersioned));
        var changes = new KStream<TKeyOut, Change<TValueOut>>(
            builder, regroup, key, new ChangeSerde<TValueOut>(value), keyChanged: true);
        var meeting = new Lazy<NodeSpec>(() => ((KStream<TKeyOut, Change<TValueOut>>)changes.Repartition(name)).Node);
        return new KGroupedTable<TKeyOut, TValueOut>(builder, meeting, key, value);
    }

    public IKTable<TKey, TValue> Suppress(
        string name, Suppression until, ISerde<TKey>? keySerde = null, ISerde<TValue>? valueSerde = null)
    {
        ArgumentNullException.ThrowIfNull(until);
        TopologyChecks.CheckName(name, "suppress");
        var key = StreamBuilder.RequireSerde(keySerde ?? KeySerde, name, "key");
        var value = StreamBuilder.RequireSerde(valueSerde ?? ValueSerde, name, "value");
        if (until.LimitMs is null && CloseAfterEndMs is null)
        {
            throw new TopologyException(
                TopologyErrorKind.Structure,
                $"'{name}' suppresses until windows close, but the table '{Node.Name}' is not one of windows: use " +
                "Suppression.UntilTimeLimit");
        }
        var store = new SuppressionStoreDescriptor<TKey, TValue>(name, key, value);
        var settings = new SuppressSettings(
            until.LimitMs ?? CloseAfterEndMs!.Value, until.LimitMs is null, until.MaxRecords ?? int.MaxValue);
        var traits = new TableTraits();
        var node = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "suppress",
            Kind = NodeKind.Operator,
            Parents = [Node],
            Stores = [store],
            NeedsCoPartitioning = true,
            Create = () => new SuppressNode<TKey, TValue>(store, settings, traits),
        });
        var suppressed = new TableRows<TKey, TValue>(() => [store, .. Rows.Stores()], context =>
            new SuppressedTableReader<TKey, TValue>(
                (SuppressionStore<TKey, TValue>)context.Stores!.Get(store), Rows.Open(context)));
        return new KTable<TKey, TValue>(
            builder, node, key, value, suppressed, force => traits.OldValues |= KeepOldValues(force))
        {
            CloseAfterEndMs = CloseAfterEndMs,
            IsVersioned = IsVersioned,
        };
    }
}
