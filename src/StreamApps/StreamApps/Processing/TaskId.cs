namespace StreamApps.Processing;

/// <summary>Names a task: one partition of one sub-topology.</summary>
/// <param name="SubTopology">The sub-topology's name.</param>
/// <param name="Partition">The partition of all its inputs and of its changelog, from 0.</param>
public readonly record struct TaskId(string SubTopology, int Partition)
{
    /// <inheritdoc/>
    public override string ToString() => $"{SubTopology}/{Partition}";
}
