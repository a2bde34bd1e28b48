using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Joins of a stream with a stream, a table or a global table.</summary>
internal sealed partial class StreamOperand<TKey>
{
    Operand Join(NodeSyntax node, Operand other, TopologyInterpreter interpreter)
    {
        if (other is not TableOperand<TKey> table || node.OptionalNumber("grace") is not null)
            throw new NotSupportedException($"node '{node.Id}': this join is not supported");
        var joiner = Joiners.Parse(node.Required("fn"));
        var left = node.Operator == "leftJoin";
        var partitioned = Partitioned($"{interpreter.NameOf(node)}-by-key", keepNullKeys: left).Stream;
        var joined = left
            ? partitioned.LeftJoin<Datum, Datum>(table.Table, (k, l, r) => joiner(Keys.ToDatum(k), l, r)!)
            : partitioned.Join<Datum, Datum>(table.Table, (k, l, r) => joiner(Keys.ToDatum(k), l, r)!);
        return new StreamOperand<TKey>(joined, Keys, Key, node.Value, keyChanged: false);
    }
}
