using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A grouped stream.</summary>
internal sealed class GroupedOperand<TKey>(
    IKGroupedStream<TKey, Datum> grouped, KeyForm<TKey> keys, DatumType key, DatumType value) : Operand
{
    public IKGroupedStream<TKey, Datum> Grouped { get; } = grouped;

    public KeyForm<TKey> Keys { get; } = keys;

    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter)
    {
        var name = interpreter.StoreNameOf(node);
        switch (node.Operator)
        {
            case "count":
                return Table(node, Grouped.Count(name).MapValues(static (_, count) => Datum.Of(count)));
            case "reduce":
                var reducer = Reducers.Parse(node.Required("fn"));
                return Table(node, Grouped.Reduce(name, (old, next) => reducer(old, next)!));
            case "aggregate":
                var initializer = Aggregators.Initializer(node.Required("init"));
                var aggregator = Aggregators.Parse(node.Required("fn"));
                return Table(node, Grouped.Aggregate(
                    name,
                    () => initializer()!,
                    (k, v, aggregate) => aggregator(Keys.ToDatum(k), v, aggregate)!,
                    new DatumSerde(node.Value)));
            case "windowedBy":
                return WindowedBy(node);
            case "cogroup":
                return Cogroup(node, others);
            default:
                throw NotSupported(node);
        }
    }

    TableOperand<TKey> Table(NodeSyntax node, IKTable<TKey, Datum> table) => new(table, Keys, key, node.Value);

    Operand WindowedBy(NodeSyntax node)
    {
        if (Keys is not KeyForm<Datum>)
            throw new NotSupportedException($"node '{node.Id}': the language has no windows over windowed keys");
        var plain = (IKGroupedStream<Datum, Datum>)Grouped;
        var emission = WindowSyntax.Emission(node);
        return node.Required("window") switch
        {
            "session" => new SessionOperand(plain.WindowedBy(WindowSyntax.Session(node), emission), key, value),
            "sliding" => new WindowedOperand(plain.WindowedBy(WindowSyntax.Sliding(node), emission), key, value),
            _ => new WindowedOperand(plain.WindowedBy(WindowSyntax.Time(node), emission), key, value),
        };
    }

    CogroupedOperand<TKey> Cogroup(NodeSyntax node, IReadOnlyList<Operand> others)
    {
        var functions = node.List("fns").Select(Aggregators.Parse).ToList();
        var cogrouped = Grouped.Cogroup<Datum>((k, v, aggregate) => functions[0](Keys.ToDatum(k), v, aggregate)!);
        for (var index = 0; index < others.Count; index++)
        {
            var function = functions[index + 1];
            cogrouped = cogrouped.Cogroup(
                ((GroupedOperand<TKey>)others[index]).Grouped,
                (k, v, aggregate) => function(Keys.ToDatum(k), v, aggregate)!);
        }
        return new(cogrouped, Keys, key);
    }
}
