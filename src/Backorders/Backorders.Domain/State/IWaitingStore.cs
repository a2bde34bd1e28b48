namespace Backorders.Domain.State;

/// <summary>
/// The waiting lines in rank order: key (SKU, queue kind, queue site, order, rank), value (line, need). A line stands
/// in several queues; a fill pass reads only those whose sites have something to give.
/// </summary>
public interface IWaitingStore
{
    /// <summary>Puts an entry.</summary>
    void PutWaiting(Sku sku, WaitingQueue queue, in WaitingEntry entry);

    /// <summary>Deletes an entry.</summary>
    void RemoveWaiting(Sku sku, WaitingQueue queue, Rank rank);

    /// <summary>Page of a queue in ascending rank after <paramref name="after"/>; null starts at the best.</summary>
    int ReadWaiting(Sku sku, WaitingQueue queue, Rank? after, Span<WaitingEntry> page);

    /// <summary>
    /// The worst entry that is better than a rank in an order of <see cref="WaitingQueueKind.All"/>: one seek
    /// backwards, which ends at <paramref name="notBefore"/>, for no entry ranks better than that; null says nothing
    /// about it.
    /// </summary>
    bool TryFindWaitingAhead(Sku sku, RankOrder order, Rank rank, Rank? notBefore, out WaitingEntry entry);

    /// <summary>
    /// Puts an entry of the waiting lines that take no partial fill, by need: key (SKU, need, order, line).
    /// </summary>
    void PutWholeNeed(Sku sku, long need, OrderLineId line);

    /// <summary>Deletes such an entry.</summary>
    void RemoveWholeNeed(Sku sku, long need, OrderLineId line);

    /// <summary>
    /// The smallest need among them, <see cref="long.MaxValue"/> without any: the first entry of the SKU.
    /// </summary>
    long SmallestWholeNeed(Sku sku);
}
