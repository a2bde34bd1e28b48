using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Interpretation;

/// <summary>A global table.</summary>
internal sealed class GlobalTableOperand : Operand
{
    public static Operand Create(NodeSyntax node, StreamBuilder builder, TopologyInterpreter interpreter) =>
        throw new NotSupportedException($"node '{node.Id}' of {interpreter.Name}: {builder.GetType()} has no global tables");

    public override Operand Apply(NodeSyntax node, IReadOnlyList<Operand> others, TopologyInterpreter interpreter) =>
        throw NotSupported(node);
}
