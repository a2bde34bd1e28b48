namespace Backorders.Cli.Demo;

/// <summary>What a demo has done so far.</summary>
record struct DemoCounts
{
    /// <summary>Order lines sent.</summary>
    public long LinesSent { get; set; }

    /// <summary>Order lines about which a decision was read.</summary>
    public long LinesDecided { get; set; }

    /// <summary>Events read.</summary>
    public long Events { get; set; }

    /// <summary>Units of accepted lines.</summary>
    public long UnitsOrdered { get; set; }

    /// <summary>Units allocated at once.</summary>
    public long UnitsAllocated { get; set; }

    /// <summary>Lines that had to wait.</summary>
    public long LinesBackordered { get; set; }

    /// <summary>Units allocated later.</summary>
    public long UnitsFilled { get; set; }

    /// <summary>Units cancelled.</summary>
    public long UnitsCancelled { get; set; }

    /// <summary>Commands that were refused.</summary>
    public long Rejections { get; set; }

    /// <summary>How long the oldest order without a decision for each of its lines has waited.</summary>
    public TimeSpan OldestUndecided { get; set; }

    /// <summary>Units allocated, of those ordered; 1 for all.</summary>
    public readonly double FillRate => UnitsOrdered == 0 ? 0 : (double)(UnitsAllocated + UnitsFilled) / UnitsOrdered;
}
