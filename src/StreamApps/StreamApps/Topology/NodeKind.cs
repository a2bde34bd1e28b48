namespace StreamApps.Topologies;

/// <summary>What a node is to the runtime.</summary>
internal enum NodeKind
{
    Source,
    Operator,
    Sink,
}
