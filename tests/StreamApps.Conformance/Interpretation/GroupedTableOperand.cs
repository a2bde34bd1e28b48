using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A grouped table.</summary>
internal sealed class GroupedTableOperand<TKey>(
    IKGroupedTable<TKey, Datum> grouped, KeyForm<TKey> keys, DatumType key, DatumType value) : Operand
{
    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter)
    {
        var name = interpreter.StoreNameOf(node);
        switch (node.Operator)
        {
            case "count":
                return Table(node, grouped.Count(name).MapValues(static (_, count) => Datum.Of(count)));
            case "reduce":
                var add = Reducers.Parse(node.Required("adder"));
                var subtract = Reducers.Parse(node.Required("subtractor"));
                return Table(node, grouped.Reduce(
                    name, (old, next) => add(old, next)!, (old, next) => subtract(old, next)!));
            case "aggregate":
                var initializer = Aggregators.Initializer(node.Required("init"));
                var adder = Aggregators.Parse(node.Required("adder"));
                var subtractor = Aggregators.Parse(node.Required("subtractor"));
                return Table(node, grouped.Aggregate(
                    name,
                    () => initializer()!,
                    (k, v, aggregate) => adder(keys.ToDatum(k), v, aggregate)!,
                    (k, v, aggregate) => subtractor(keys.ToDatum(k), v, aggregate)!,
                    new DatumSerde(node.Value)));
            default:
                throw NotSupported(node);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"grouped table of {key}, {value}";

    TableOperand<TKey> Table(NodeSyntax node, IKTable<TKey, Datum> table) => new(table, keys, key, node.Value);
}
