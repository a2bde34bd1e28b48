namespace StreamApps.Processing;

/// <summary>A node of one task's graph.</summary>
internal abstract class Node
{
    /// <summary>The name of its description.</summary>
    public required string Name { get; init; }
}
