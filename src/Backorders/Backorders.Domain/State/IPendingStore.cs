namespace Backorders.Domain.State;

/// <summary>Cancellations that came before their line, by line, and by their end.</summary>
public interface IPendingStore
{
    /// <summary>Puts one by (SKU, order, line, pended offset).</summary>
    void PutPending(Sku sku, PendingCancellation pending);

    /// <summary>Deletes one by (SKU, order, line, pended offset).</summary>
    void RemovePending(Sku sku, OrderLineId line, long pendedOffset);

    /// <summary>Page of those of a line in ascending pended offset after <paramref name="afterOffset"/>.</summary>
    int ReadPendingOfLine(Sku sku, OrderLineId line, long? afterOffset, Span<PendingCancellation> page);

    /// <summary>Puts one by (SKU, end, pended offset), with the whole cancellation as its value.</summary>
    void PutPendingByExpiry(Sku sku, PendingCancellation pending);

    /// <summary>Deletes one by (SKU, end, pended offset).</summary>
    void RemovePendingByExpiry(Sku sku, long expiresAt, long pendedOffset);

    /// <summary>
    /// Page of all of a SKU in ascending (end, pended offset) after <paramref name="after"/>; null starts at the first.
    /// </summary>
    int ReadPendingByExpiry(Sku sku, PendingCancellation? after, Span<PendingCancellation> page);
}
