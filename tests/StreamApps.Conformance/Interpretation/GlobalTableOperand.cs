using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A global table.</summary>
internal abstract class GlobalTableOperand : Operand
{
    /// <summary>The stream joined with it.</summary>
    public abstract Operand JoinTo<TKey>(NodeSyntax node, StreamOperand<TKey> stream);

    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter) =>
        throw NotSupported(node);
}
