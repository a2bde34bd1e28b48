using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A stream in sessions.</summary>
internal sealed class SessionOperand(ISessionWindowedStream<Datum, Datum> sessions, DatumType key, DatumType value)
    : Operand
{
    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter)
    {
        var name = interpreter.StoreNameOf(node);
        var options = WindowSyntax.Options(node);
        switch (node.Operator)
        {
            case "count":
                return Table(
                    node, sessions.Count(name, options).MapValues(static (_, count) => Datum.Of(count!.Value)));
            case "reduce":
                var reducer = Reducers.Parse(node.Required("fn"));
                return Table(node, sessions.Reduce(name, (old, next) => reducer(old, next)!, options));
            case "aggregate":
                var initializer = Aggregators.Initializer(node.Required("init"));
                var aggregator = Aggregators.Parse(node.Required("fn"));
                var merger = Reducers.Merger(node.Required("merger"));
                return Table(node, sessions.Aggregate(
                    name,
                    () => initializer()!,
                    (k, v, aggregate) => aggregator(k, v, aggregate)!,
                    (k, one, two) => merger(k, one, two)!,
                    new DatumSerde(node.Value),
                    options));
            default:
                throw NotSupported(node);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"sessions of {key}, {value}";

    static TableOperand<Windowed<Datum>> Table(NodeSyntax node, IKTable<Windowed<Datum>, Datum> table) =>
        new(table, KeyForms.Windowed, node.Key, node.Value);
}
