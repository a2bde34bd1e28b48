namespace Backorders.Domain.State;

/// <summary>
/// The lines that hold units at a site: key (SKU, site, order, rank), value (line). Read from the worst rank upwards.
/// </summary>
public interface IHolderStore
{
    /// <summary>Puts an entry.</summary>
    void PutHolder(Sku sku, SiteId site, RankOrder order, in HolderEntry entry);

    /// <summary>Deletes an entry.</summary>
    void RemoveHolder(Sku sku, SiteId site, RankOrder order, Rank rank);

    /// <summary>
    /// Page of an order in descending rank (worst first) of the lines strictly better than <paramref name="before"/>;
    /// null starts at the worst.
    /// </summary>
    int ReadHoldersFromWorst(Sku sku, SiteId site, RankOrder order, Rank? before, Span<HolderEntry> page);
}
