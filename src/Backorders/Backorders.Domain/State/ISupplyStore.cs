namespace Backorders.Domain.State;

/// <summary>Expected supplies by ref, and by date.</summary>
public interface ISupplyStore
{
    /// <summary>Point get by (SKU, ref); null when there is none.</summary>
    Supply? FindSupply(Sku sku, string supplyRef);

    /// <summary>Puts a supply by (SKU, ref).</summary>
    void PutSupply(Sku sku, Supply supply);

    /// <summary>Deletes a supply by (SKU, ref).</summary>
    void RemoveSupply(Sku sku, string supplyRef);

    /// <summary>
    /// Puts a supply by (SKU, date, ref), with the whole supply as its value, so that pegging scans one range.
    /// </summary>
    void PutSupplyByDate(Sku sku, Supply supply);

    /// <summary>Deletes a supply by (SKU, date, ref).</summary>
    void RemoveSupplyByDate(Sku sku, DateOnly date, string supplyRef);

    /// <summary>
    /// Page in ascending (date, ref): the supplies of <paramref name="from"/> or later, after
    /// <paramref name="after"/> when that is given.
    /// </summary>
    int ReadSuppliesByDate(Sku sku, DateOnly from, Supply? after, Span<Supply> page);
}
