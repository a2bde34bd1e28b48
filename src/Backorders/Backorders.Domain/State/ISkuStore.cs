namespace Backorders.Domain.State;

/// <summary>SKU headers and policies.</summary>
public interface ISkuStore
{
    /// <summary>
    /// Point get by SKU; null when the SKU has had no event. Called once per record. The instance is the caller's until
    /// it is put back.
    /// </summary>
    SkuHeader? FindSku(Sku sku);

    /// <summary>Puts the header of a SKU; called at most once per SKU and record, after all its other writes.</summary>
    void PutSku(Sku sku, SkuHeader header);

    /// <summary>Page of the SKUs in ascending order after <paramref name="after"/>; null starts at the first.</summary>
    /// <remarks>Used for snapshots only.</remarks>
    int ReadSkus(Sku? after, Span<Sku> page);

    /// <summary>Puts a SKU among those with lines that wait: key SKU, no value.</summary>
    void PutWaitingSku(Sku sku);

    /// <summary>Deletes a SKU from those with lines that wait.</summary>
    void RemoveWaitingSku(Sku sku);

    /// <summary>
    /// Page of the SKUs with lines that wait in ascending order after <paramref name="after"/>; null starts at the
    /// first. A policy of the partition has something to do for these alone.
    /// </summary>
    int ReadWaitingSkus(Sku? after, Span<Sku> page);

    /// <summary>
    /// Point get of the policy of a scope: a SKU or <see cref="Sku.Partition"/>; null when none was set. Called for the
    /// partition once per record and for a SKU when its header says that it has one, so an implementation does well to
    /// keep decoded policies.
    /// </summary>
    AllocationPolicy? FindPolicy(Sku scope);

    /// <summary>Puts the policy of a scope.</summary>
    void PutPolicy(Sku scope, AllocationPolicy policy);
}
