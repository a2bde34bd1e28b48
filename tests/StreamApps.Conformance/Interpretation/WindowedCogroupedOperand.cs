using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A cogroup in windows, or else in sessions.</summary>
internal sealed class WindowedCogroupedOperand(
    IWindowedCogroupedStream<Datum, Datum>? windowed, ISessionWindowedCogroupedStream<Datum, Datum>? sessions) : Operand
{
    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter)
    {
        if (node.Operator != "aggregate")
            throw NotSupported(node);
        var name = interpreter.StoreNameOf(node);
        var initializer = Aggregators.Initializer(node.Required("init"));
        var serde = new DatumSerde(node.Value);
        var options = WindowSyntax.Options(node);
        if (windowed is not null)
            return Table(node, windowed.Aggregate(name, () => initializer()!, serde, options));
        var merger = Reducers.Merger(node.Required("merger"));
        return Table(node, sessions!.Aggregate(
            name, () => initializer()!, (k, one, two) => merger(k, one, two)!, serde, options));
    }

    static TableOperand<Windowed<Datum>> Table(NodeSyntax node, IKTable<Windowed<Datum>, Datum> table) =>
        new(table, KeyForms.Windowed, node.Key, node.Value);
}
