using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Joins of two tables, by their keys or by a foreign key.</summary>
internal sealed partial class TableOperand<TKey>
{
    /// <summary>Another table joined with this one, which its rows point to.</summary>
    public override Operand JoinByForeignKey<TLeftKey>(
        NodeSyntax node, TableOperand<TLeftKey> left, TopologyInterpreter interpreter)
    {
        var selector = KeySelectors.Parse(node.Required("foreignKey"));
        var function = Joiners.Parse(node.Required("fn"));
        var join = new ForeignKeyJoin<TLeftKey, Datum, TKey, Datum, Datum>
        {
            Name = interpreter.StoreNameOf(node),
            StoreOnlyWhenNeeded = node.Store is null,
            ResultSerde = new DatumSerde(node.Value),
            KeySerde = left.KeySerde,
            ValueSerde = left.ValueSerde,
            ForeignKeySerde = KeySerde,
            OtherSerde = ValueSerde,
        };
        TKey ForeignKey(TLeftKey k, Datum v) => Keys.FromDatum(selector(left.Keys.ToDatum(k), v));
        Datum Pair(Datum l, Datum? r) => function(null, l, r)!;
        var joined = node.Operator == "leftJoin"
            ? left.Table.LeftJoin<TKey, Datum, Datum>(Table, ForeignKey, Pair, join)
            : left.Table.Join<TKey, Datum, Datum>(Table, ForeignKey, Pair, join);
        return new TableOperand<TLeftKey>(joined, left.Keys, left.Key, node.Value);
    }

    Operand Join(NodeSyntax node, Operand other, TopologyInterpreter interpreter)
    {
        if (node.Optional("foreignKey") is not null)
            return other.JoinByForeignKey(node, this, interpreter);
        if (other is not TableOperand<TKey> right)
            throw NotSupported(node);
        var function = Joiners.Parse(node.Required("fn"));
        var store = Stored(node);
        var joined = node.Operator switch
        {
            "join" => Table.Join(right.Table, (l, r) => function(null, l, r)!, store),
            "leftJoin" => Table.LeftJoin(right.Table, (l, r) => function(null, l, r)!, store),
            _ => Table.OuterJoin(right.Table, (l, r) => function(null, l, r)!, store),
        };
        return new TableOperand<TKey>(joined, Keys, Key, node.Value);
    }
}
