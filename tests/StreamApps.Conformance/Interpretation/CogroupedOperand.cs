using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Several grouped streams that feed one aggregate.</summary>
internal sealed class CogroupedOperand<TKey>(
    ICogroupedStream<TKey, Datum> cogrouped, KeyForm<TKey> keys, DatumType key) : Operand
{
    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter)
    {
        if (node.Operator == "windowedBy")
            return WindowedBy(node);
        if (node.Operator != "aggregate")
            throw NotSupported(node);
        var initializer = Aggregators.Initializer(node.Required("init"));
        return new TableOperand<TKey>(
            cogrouped.Aggregate(interpreter.StoreNameOf(node), () => initializer()!, new DatumSerde(node.Value)),
            keys,
            key,
            node.Value);
    }

    WindowedCogroupedOperand WindowedBy(NodeSyntax node)
    {
        if (cogrouped is not ICogroupedStream<Datum, Datum> plain)
            throw new NotSupportedException($"node '{node.Id}': the language has no windows over windowed keys");
        if (WindowSyntax.Emission(node) != WindowEmission.OnUpdate)
            throw new NotSupportedException($"node '{node.Id}': neither we nor Kafka Streams emit cogroups on close");
        return node.Required("window") switch
        {
            "session" => new(null, plain.WindowedBy(WindowSyntax.Session(node))),
            "sliding" => new(plain.WindowedBy(WindowSyntax.Sliding(node)), null),
            _ => new(plain.WindowedBy(WindowSyntax.Time(node)), null),
        };
    }
}
