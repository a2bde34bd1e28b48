namespace Backorders.Topologies.Allocation;

/// <summary>How the allocation topology runs.</summary>
public sealed class AllocationOptions
{
    /// <summary>
    /// Whether deadlines that are due on the wall clock move log time while no commands come. Default true; false for
    /// a log of the past, whose business time is not the clock's.
    /// </summary>
    public bool Ticks { get; init; } = true;

    /// <summary>How often due deadlines are looked for. Default 1 s, which is also the least.</summary>
    public TimeSpan TickInterval { get; init; } = TimeSpan.FromSeconds(1);
}
