namespace Backorders.Domain.Allocation;

/// <summary>The rules of a SKU, or of a partition for the SKUs without own ones. Immutable.</summary>
public sealed record AllocationPolicy
{
    /// <summary>The longest of the three durations, in ms.</summary>
    public const long MaxDurationMs = 10_000_000_000_000;

    /// <summary>The default policy of a partition until its first SetPolicy.</summary>
    public static AllocationPolicy Initial { get; } = new();

    /// <summary>Grows within its scope; 0 until the first SetPolicy.</summary>
    public long Version { get; init; }

    /// <summary>Eligible sites, best first.</summary>
    public ImmutableArray<SiteId> SiteOrder { get; init; } = [];

    /// <summary>Units that are never given away, in the order of <see cref="SiteOrder"/>, without zeros.</summary>
    public ImmutableArray<SiteUnits> SafetyStock { get; init; } = [];

    /// <summary>What a line that cannot be served means for the lines after it.</summary>
    public FillMode FillMode { get; init; }

    /// <summary>Whether the requested date is a sort key.</summary>
    public bool SortsByRequestedDate { get; init; }

    /// <summary>Life of a pending cancellation in ms.</summary>
    public long CancellationTtlMs { get; init; } = 604_800_000;

    /// <summary>Life of a remembered event id in ms.</summary>
    public long DedupWindowMs { get; init; } = 604_800_000;

    /// <summary>Life of a closed line in ms.</summary>
    public long ClosedLineRetentionMs { get; init; } = 2_592_000_000;

    /// <summary>Whether the policy lists the site.</summary>
    public bool Lists(SiteId site)
    {
        foreach (var listed in SiteOrder)
        {
            if (listed == site)
                return true;
        }
        return false;
    }

    /// <summary>The site in the text of this policy where it lists it; else as it is.</summary>
    internal SiteId Named(SiteId site)
    {
        foreach (var listed in SiteOrder)
        {
            if (listed == site)
                return listed;
        }
        return site;
    }

    /// <summary>The safety stock at a site, 0 where none is named.</summary>
    public long SafetyStockAt(SiteId site)
    {
        foreach (var safety in SafetyStock)
        {
            if (safety.Site == site)
                return safety.Units;
        }
        return 0;
    }
}
