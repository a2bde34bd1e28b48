namespace Backorders.Domain.Inventory;

/// <summary>The sites of a SKU: reading them, and the two ways in which they change.</summary>
internal static class StockBook
{
    /// <summary>The stock at a site, zero where there never was any.</summary>
    public static SiteStock At(SkuSession session, SiteId site)
    {
        foreach (var stock in session.Header.Sites)
        {
            if (stock.Site == site)
                return stock;
        }
        return new(site, 0, 0);
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
        session.Policy.Lists(site) || IndexOf(session.Header, site) >= 0;

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
        var index = IndexOf(header, site);
        if (index < 0)
        {
            index = 0;
            while (index < header.Sites.Count && header.Sites[index].Site.CompareTo(site) < 0)
                index++;
            header.Sites.Insert(index, new(site, 0, 0));
        }
        var stock = header.Sites[index];
        header.TotalOnHand += onHand - stock.OnHand;
        header.Sites[index] = stock with { OnHand = onHand };
        session.FillNeeded |= onHand > stock.OnHand;
    }

    /// <summary>Changes what lines hold at a site.</summary>
    public static void Allocate(SkuSession session, SiteId site, long change)
    {
        var index = IndexOf(session.Header, site);
        var stock = session.Header.Sites[index];
        session.Header.Sites[index] = stock with { Allocated = stock.Allocated + change };
        session.FillNeeded |= change < 0;
    }

    static int IndexOf(SkuHeader header, SiteId site)
    {
        for (var index = 0; index < header.Sites.Count; index++)
        {
            if (header.Sites[index].Site == site)
                return index;
        }
        return -1;
    }
}
