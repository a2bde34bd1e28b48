using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A global table with its form of keys.</summary>
internal sealed class GlobalTableOperand<TGlobalKey>(IGlobalKTable<TGlobalKey, Datum> table, KeyForm<TGlobalKey> keys)
    : GlobalTableOperand
{
    public override Operand JoinTo<TKey>(NodeSyntax node, StreamOperand<TKey> stream)
    {
        var selector = KeySelectors.Parse(node.Required("keyFn"));
        var joiner = Joiners.Parse(node.Required("fn"));
        var joined = node.Operator == "leftJoin"
            ? stream.Stream.LeftJoin<TGlobalKey, Datum, Datum>(
                table,
                (k, v) => keys.FromDatum(selector(stream.Keys.ToDatum(k), v)),
                (k, l, r) => joiner(stream.Keys.ToDatum(k), l, r)!)
            : stream.Stream.Join<TGlobalKey, Datum, Datum>(
                table,
                (k, v) => keys.FromDatum(selector(stream.Keys.ToDatum(k), v)),
                (k, l, r) => joiner(stream.Keys.ToDatum(k), l, r)!);
        return stream.Joined(node, joined);
    }
}
