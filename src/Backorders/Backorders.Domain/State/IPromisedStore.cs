namespace Backorders.Domain.State;

/// <summary>The lines with a promise: key (SKU, order, rank), value (line, date).</summary>
public interface IPromisedStore
{
    /// <summary>Puts an entry.</summary>
    void PutPromised(Sku sku, RankOrder order, in PromisedEntry entry);

    /// <summary>Deletes an entry.</summary>
    void RemovePromised(Sku sku, RankOrder order, Rank rank);

    /// <summary>
    /// Page of an order in ascending rank after <paramref name="after"/>; null starts at the best.
    /// </summary>
    int ReadPromised(Sku sku, RankOrder order, Rank? after, Span<PromisedEntry> page);
}
