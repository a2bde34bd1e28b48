using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A sink or a split: nothing begins at it.</summary>
internal sealed class EndOperand : Operand
{
    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter) =>
        throw NotSupported(node);
}
