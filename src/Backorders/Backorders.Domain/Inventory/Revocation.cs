namespace Backorders.Domain.Inventory;

/// <summary>Takes units back from the worst-ranked lines while they hold more at a site than is there.</summary>
internal static class Revocation
{
    public static void Run(SkuSession session, SiteId site, string cause)
    {
        var stock = StockBook.At(session, site);
        if (stock.Allocated <= stock.OnHand)
            return;
        session.FlushLine();
        var holders = new HolderReader(session, site);
        while (stock.Allocated > stock.OnHand)
        {
            if (!holders.TryNext(out var line))
            {
                throw new InvalidOperationException(
                    $"{session.Sku} at {site}: {stock.Allocated} units are allocated, but no line holds them");
            }
            Revoke(session, session.GetLine(line), site, stock.Allocated - stock.OnHand, cause);
            stock = StockBook.At(session, site);
        }
    }

    static void Revoke(SkuSession session, in DemandLine line, SiteId site, long missing, string cause)
    {
        // A line that takes no partial fill may not be left with a part.
        ImmutableArray<SiteUnits> sites = line.AllowPartial
            ? [new(site, Math.Min(missing, line.HeldAt(site)))]
            : line.Allocations;
        var units = 0L;
        foreach (var given in sites)
            units += given.Units;
        var before = line.Counts;
        var after = before with { Allocated = before.Allocated - units, Backordered = before.Backordered + units };
        session.Emit(new AllocationRevoked(
            session.NextHeader(), line.Id, session.RankOf(line), cause, site, units, sites, before, after));
    }
}
