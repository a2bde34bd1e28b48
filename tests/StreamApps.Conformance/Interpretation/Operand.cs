using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>What a node of a vector has become in the library: a stream, a table, a group.</summary>
internal abstract class Operand
{
    /// <summary>Applies an operator that has this as its first input.</summary>
    public abstract Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter);

    /// <summary>Joins a table with this one, which its rows point to.</summary>
    public virtual Operand JoinByForeignKey<TLeftKey>(
        NodeSyntax node, TableOperand<TLeftKey> left, TopologyInterpreter interpreter) => throw NotSupported(node);

    protected NotSupportedException NotSupported(NodeSyntax node) =>
        new($"the operator '{node.Operator}' is not supported on {GetType().Name} (node '{node.Id}')");
}
