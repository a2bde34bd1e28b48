namespace Backorders.Audit.Invariants;

/// <summary>What the events of a SKU add up to, kept apart from the allocator's own fold.</summary>
internal sealed class SkuLedger
{
    public Dictionary<string, LedgerSite> Sites { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines that are open: events speak of no other.</summary>
    public Dictionary<OrderLineId, LedgerLine> Lines { get; } = [];

    /// <summary>The lines that wait: of the many that were ever placed, those that a check of ranks looks at.</summary>
    public HashSet<LedgerLine> Waiting { get; } = [];

    public AllocationPolicy? OwnPolicy { get; set; }

    public void SetCounts(LedgerLine line, LineCounts counts)
    {
        line.Counts = counts;
        if (line.Waits)
            Waiting.Add(line);
        else
            Waiting.Remove(line);
        if (counts is { Allocated: 0, Backordered: 0 })
            Lines.Remove(line.Id);
    }

    public LedgerSite Site(SiteId site)
    {
        if (!Sites.TryGetValue(site.Value, out var entry))
            Sites.Add(site.Value, entry = new LedgerSite());
        return entry;
    }

    public long FreeAt(string site, AllocationPolicy policy)
    {
        if (!Sites.TryGetValue(site, out var entry))
            return 0;
        var safety = 0L;
        foreach (var one in policy.SafetyStock)
            safety += one.Site.Value == site ? one.Units : 0;
        return Math.Max(0, entry.OnHand - entry.Allocated - safety);
    }
}

/// <summary>A site.</summary>
internal sealed class LedgerSite
{
    public long OnHand { get; set; }

    /// <summary>What the events allocated.</summary>
    public long Allocated { get; set; }

    /// <summary>What the lines hold.</summary>
    public long Held { get; set; }
}

/// <summary>A line.</summary>
internal sealed class LedgerLine
{
    public required DemandAccepted Accepted { get; init; }

    public required OrderLineId Id { get; init; }

    public required int PriorityClass { get; set; }

    public required DateOnly? RequestedDate { get; set; }

    /// <summary>Changed by <see cref="SkuLedger.SetCounts"/> only.</summary>
    public LineCounts Counts { get; set; }

    public List<(string Site, long Units)> Held { get; } = [];

    public bool Waits => Counts.Backordered > 0;

    /// <summary>Negative when this line is the better one.</summary>
    public int CompareTo(LedgerLine other, bool byDate)
    {
        if (PriorityClass != other.PriorityClass)
            return PriorityClass - other.PriorityClass;
        if (byDate && RequestedDate != other.RequestedDate)
        {
            if (RequestedDate is null || other.RequestedDate is null)
                return RequestedDate is null ? 1 : -1;
            return RequestedDate.Value.CompareTo(other.RequestedDate.Value);
        }
        return Accepted.AcceptedSequence.CompareTo(other.Accepted.AcceptedSequence);
    }

    public IEnumerable<string> EligibleSites(AllocationPolicy policy)
    {
        if (!Accepted.AllowSplit && Held.Count > 0)
            return [Held[0].Site];
        return (Accepted.Sites.IsEmpty ? policy.SiteOrder : Accepted.Sites).Select(site => site.Value);
    }

    /// <summary>Units that sourcing would give it now.</summary>
    public bool WouldGet(SkuLedger sku, AllocationPolicy policy)
    {
        var free = EligibleSites(policy).Select(site => sku.FreeAt(site, policy)).ToList();
        if (free.Count == 0)
            return false;
        if (Accepted.AllowPartial)
            return free.Max() > 0;
        return IsCoveredBy(free);
    }

    public bool CouldBeCompleted(SkuLedger sku, AllocationPolicy policy) =>
        IsCoveredBy([.. EligibleSites(policy).Select(site => sku.FreeAt(site, policy))]);

    bool IsCoveredBy(List<long> free) =>
        free.Count > 0 && (Accepted.AllowSplit ? free.Sum() : free.Max()) >= Counts.Backordered;
}
