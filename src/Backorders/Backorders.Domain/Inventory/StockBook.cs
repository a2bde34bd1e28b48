namespace Backorders.Domain.Inventory;

/// <summary>The sites of a SKU: reading them, and the two ways in which they change.</summary>
internal static class StockBook
{
    /// <summary>The stock at a site, zero where there never was any.</summary>
    public static SiteStock At(SkuSession session, SiteId site)
    {
        var index = session.Header.IndexOf(site);
        return index < 0 ? new(site, 0, 0) : session.Header.SiteAt(index);
    }

    /// <summary>Units that may be given away at a site.</summary>
    public static long FreeAt(SkuSession session, SiteId site) =>
        Free(At(session, site), session.Policy.SafetyStockAt(site));

    public static long Free(SiteStock stock, long safetyStock) =>
        Math.Max(0, stock.OnHand - stock.Allocated - safetyStock);

    /// <summary>
    /// The policy lists the site, or it has had stock: stock at a site taken out of the policy stays correctable.
    /// </summary>
    public static bool IsKnown(SkuSession session, SiteId site) =>
        session.Policy.Lists(site) || session.Header.IndexOf(site) >= 0;

    /// <summary>What is free at the sites that may serve a line, in their order.</summary>
    public static void ReadEligible(SkuSession session, in DemandLine line, List<SiteFree> seen)
    {
        seen.Clear();
        if (line.BoundTo is { } bound)
        {
            seen.Add(new(bound, FreeAt(session, bound)));
            return;
        }
        foreach (var site in line.Sites.IsEmpty ? session.Policy.SiteOrder : line.Sites)
            seen.Add(new(site, FreeAt(session, site)));
    }

    /// <summary>Sets on-hand of a site, which exists from then on.</summary>
    public static void SetOnHand(SkuSession session, SiteId site, long onHand)
    {
        var header = session.Header;
        var index = header.IndexOf(site);
        if (index < 0)
        {
            // In the policy's text where it lists the site: all SKUs share it then.
            header.AddSite(new(session.Policy.Named(site), 0, 0));
            index = header.IndexOf(site);
        }
        ref var stock = ref header.SiteAt(index);
        session.FillNeeded |= onHand > stock.OnHand;
        header.TotalOnHand += onHand - stock.OnHand;
        stock = stock with { OnHand = onHand };
    }

    /// <summary>Changes what lines hold at a site.</summary>
    public static void Allocate(SkuSession session, SiteId site, long change)
    {
        ref var stock = ref session.Header.SiteAt(session.Header.IndexOf(site));
        stock = stock with { Allocated = stock.Allocated + change };
        session.FillNeeded |= change < 0;
    }
}
