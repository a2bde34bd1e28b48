namespace Backorders.Domain.State;

/// <content>What is ordered by rank.</content>
public sealed partial class InMemoryAllocationState
{
    /// <inheritdoc/>
    public void PutWaiting(Sku sku, WaitingQueue queue, in WaitingEntry entry)
    {
        var entries = Open(sku);
        entries.OpenWaiting(queue).Put(entry.Rank, new(SlotOf(entries, entry.Line), entry.Need));
    }

    /// <inheritdoc/>
    public void RemoveWaiting(Sku sku, WaitingQueue queue, Rank rank) => Find(sku)?.FindWaiting(queue)?.Remove(rank);

    /// <inheritdoc/>
    public int ReadWaiting(Sku sku, WaitingQueue queue, Rank? after, Span<WaitingEntry> page)
    {
        if (Find(sku) is not { } entries || entries.FindWaiting(queue) is not { } map)
            return 0;
        var cursor = after is { } rank ? map.Seek(rank, afterKey: true) : map.First();
        var count = 0;
        while (count < page.Length && cursor.TryNext(out var key, out var value))
            page[count++] = new(key, entries.IdAt(value.Slot), value.Need);
        return count;
    }

    /// <inheritdoc/>
    public bool TryFindWaitingAhead(Sku sku, RankOrder order, Rank rank, Rank? notBefore, out WaitingEntry entry)
    {
        entry = default;
        if (Find(sku) is not { } entries || entries.FindWaiting(WaitingQueue.All with { Order = order }) is not { } map
            || !map.Seek(rank, afterKey: false).TryPrevious(out var key, out var value)
            || key.CompareTo(notBefore ?? key) < 0)
        {
            return false;
        }
        entry = new(key, entries.IdAt(value.Slot), value.Need);
        return true;
    }

    /// <inheritdoc/>
    public void PutWholeNeed(Sku sku, long need, OrderLineId line)
    {
        var entries = Open(sku);
        (entries.WholeNeeds ??= new()).Put(new(need, SlotOf(entries, line)), 0);
    }

    /// <inheritdoc/>
    public void RemoveWholeNeed(Sku sku, long need, OrderLineId line)
    {
        if (Find(sku) is { } entries)
            entries.WholeNeeds?.Remove(new(need, SlotOf(entries, line)));
    }

    /// <inheritdoc/>
    public long SmallestWholeNeed(Sku sku) =>
        Find(sku)?.WholeNeeds?.First().TryNext(out var key, out _) == true ? key.Need : long.MaxValue;

    /// <inheritdoc/>
    public void PutHolder(Sku sku, SiteId site, RankOrder order, in HolderEntry entry)
    {
        var entries = Open(sku);
        entries.FindHolders(site, order)?.Put(entry.Rank, SlotOf(entries, entry.Line));
    }

    /// <inheritdoc/>
    public void RemoveHolder(Sku sku, SiteId site, RankOrder order, Rank rank) =>
        Find(sku)?.FindHolders(site, order)?.Remove(rank);

    /// <inheritdoc/>
    public int ReadHoldersFromWorst(Sku sku, SiteId site, RankOrder order, Rank? before, Span<HolderEntry> page)
    {
        if (Find(sku) is not { } entries)
            return 0;
        var map = entries.OpenHolders(site, order);
        var cursor = before is { } rank ? map.Seek(rank, afterKey: false) : map.End();
        var count = 0;
        while (count < page.Length && cursor.TryPrevious(out var key, out var slot))
            page[count++] = new(key, entries.IdAt(slot));
        return count;
    }

    /// <inheritdoc/>
    public void PutPromised(Sku sku, RankOrder order, in PromisedEntry entry)
    {
        var entries = Open(sku);
        (entries.Promised(order) ??= new()).Put(entry.Rank, new(SlotOf(entries, entry.Line), entry.Promise));
    }

    /// <inheritdoc/>
    public void RemovePromised(Sku sku, RankOrder order, Rank rank) => Find(sku)?.Promised(order)?.Remove(rank);

    /// <inheritdoc/>
    public int ReadPromised(Sku sku, RankOrder order, Rank? after, Span<PromisedEntry> page)
    {
        if (Find(sku) is not { } entries || entries.Promised(order) is not { } map)
            return 0;
        var cursor = after is { } rank ? map.Seek(rank, afterKey: true) : map.First();
        var count = 0;
        while (count < page.Length && cursor.TryNext(out var key, out var value))
            page[count++] = new(key, entries.IdAt(value.Slot), value.Promise);
        return count;
    }
}
