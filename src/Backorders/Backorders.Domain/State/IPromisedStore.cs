namespace Backorders.Domain.State;

/// <summary>The lines with a promise: key (SKU, rank), value (line, date).</summary>
public interface IPromisedStore
{
    /// <summary>Puts an entry.</summary>
    void PutPromised(Sku sku, in PromisedEntry entry);

    /// <summary>Deletes an entry.</summary>
    void RemovePromised(Sku sku, Rank rank);

    /// <summary>Page in ascending rank after <paramref name="after"/>; null starts at the best.</summary>
    int ReadPromised(Sku sku, Rank? after, Span<PromisedEntry> page);
}
