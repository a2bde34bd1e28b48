namespace Backorders.Domain.Allocation;

/// <summary>From which sites one line is served.</summary>
internal static class Sourcing
{
    /// <summary>
    /// One site that covers all; else, when the line may be split, the fullest sites first; else the fullest site
    /// alone. A line that takes no partial fill gets all or nothing.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="need">Units that it waits for.</param>
    /// <param name="seen">What is free at its eligible sites, in eligible order.</param>
    /// <param name="taken">Receives what each site gives, in the order taken; empty when the line gets nothing.</param>
    public static void Source(in DemandLine line, long need, List<SiteFree> seen, List<SiteUnits> taken)
    {
        taken.Clear();
        foreach (var (site, free) in seen)
        {
            if (free >= need)
            {
                taken.Add(new(site, need));
                return;
            }
        }
        var rest = need;
        while (rest > 0 && Fullest(seen, taken) is { Free: > 0 } next)
        {
            var units = Math.Min(rest, next.Free);
            taken.Add(new(next.Site, units));
            rest -= units;
            if (!line.AllowSplit)
                break;
        }
        if (rest > 0 && !line.AllowPartial)
            taken.Clear();
    }

    // Ties keep the eligible order. Few sites: a repeated walk beats a sort and allocates nothing.
    static SiteFree Fullest(List<SiteFree> seen, List<SiteUnits> taken)
    {
        SiteFree fullest = default;
        foreach (var candidate in seen)
        {
            if (candidate.Free > fullest.Free && !IsTaken(taken, candidate.Site))
                fullest = candidate;
        }
        return fullest;
    }

    static bool IsTaken(List<SiteUnits> taken, SiteId site)
    {
        foreach (var units in taken)
        {
            if (units.Site == site)
                return true;
        }
        return false;
    }
}
