using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>Joins of two tables, by their keys or by a foreign key.</summary>
internal sealed partial class TableOperand<TKey>
{
    Operand Join(NodeSyntax node, Operand other, TopologyInterpreter interpreter)
    {
        if (node.Optional("foreignKey") is not null || other is not TableOperand<TKey> right)
            throw new NotSupportedException($"node '{node.Id}' of {interpreter.Name}: this join is not supported");
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
