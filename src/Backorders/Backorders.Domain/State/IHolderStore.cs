namespace Backorders.Domain.State;

/// <summary>
/// The lines that hold units at a site: key (SKU, site, rank), value (line). Read from the worst rank upwards.
/// </summary>
public interface IHolderStore
{
    /// <summary>Puts an entry.</summary>
    void PutHolder(Sku sku, SiteId site, in HolderEntry entry);

    /// <summary>Deletes an entry.</summary>
    void RemoveHolder(Sku sku, SiteId site, Rank rank);

    /// <summary>
    /// Page in descending rank (worst first) of the lines strictly better than <paramref name="before"/>; null starts
    /// at the worst.
    /// </summary>
    int ReadHoldersFromWorst(Sku sku, SiteId site, Rank? before, Span<HolderEntry> page);
}
