namespace Backorders.Domain.State;

/// <content>What is ordered by rank.</content>
public sealed partial class InMemoryAllocationState
{
    /// <inheritdoc/>
    public void PutWaiting(Sku sku, WaitingQueue queue, in WaitingEntry entry)
    {
        Open(sku).OpenWaiting(queue).Put(entry.Rank, new(entry.Line, entry.Need));
    }

    /// <inheritdoc/>
    public void RemoveWaiting(Sku sku, WaitingQueue queue, Rank rank) => Find(sku)?.FindWaiting(queue)?.Remove(rank);

    /// <inheritdoc/>
    public int ReadWaiting(Sku sku, WaitingQueue queue, Rank? after, Span<WaitingEntry> page)
    {
        if (Find(sku)?.FindWaiting(queue) is not { } map)
            return 0;
        var cursor = after is { } rank ? map.Seek(rank, afterKey: true) : map.First();
        var count = 0;
        while (count < page.Length && cursor.TryNext(out var key, out var value))
            page[count++] = new(key, value.Line, value.Need);
        return count;
    }

    /// <inheritdoc/>
    public bool TryFindWaitingAhead(Sku sku, Rank rank, Rank? notBefore, out WaitingEntry entry)
    {
        entry = default;
        if (Find(sku)?.FindWaiting(WaitingQueue.All) is not { } map)
            return false;
        if (!map.Seek(rank, afterKey: false).TryPrevious(out var key, out var value) || key.CompareTo(notBefore ?? key) < 0)
            return false;
        entry = new(key, value.Line, value.Need);
        return true;
    }

    /// <inheritdoc/>
    public void PutWholeNeed(Sku sku, long need, OrderLineId line) =>
        (Open(sku).WholeNeeds ??= new()).Put(new(need, line), 0);

    /// <inheritdoc/>
    public void RemoveWholeNeed(Sku sku, long need, OrderLineId line) => Find(sku)?.WholeNeeds?.Remove(new(need, line));

    /// <inheritdoc/>
    public long SmallestWholeNeed(Sku sku) =>
        Find(sku)?.WholeNeeds?.First().TryNext(out var key, out _) == true ? key.Need : long.MaxValue;

    /// <inheritdoc/>
    public void PutHolder(Sku sku, SiteId site, in HolderEntry entry)
    {
        var holders = Open(sku).Holders;
        if (!holders.TryGetValue(site, out var map))
            holders.Add(site, map = new());
        map.Put(entry.Rank, entry.Line);
    }

    /// <inheritdoc/>
    public void RemoveHolder(Sku sku, SiteId site, Rank rank)
    {
        if (Find(sku)?.Holders.TryGetValue(site, out var map) == true)
            map.Remove(rank);
    }

    /// <inheritdoc/>
    public int ReadHoldersFromWorst(Sku sku, SiteId site, Rank? before, Span<HolderEntry> page)
    {
        if (Find(sku)?.Holders.TryGetValue(site, out var map) != true)
            return 0;
        var cursor = before is { } rank ? map!.Seek(rank, afterKey: false) : map!.End();
        var count = 0;
        while (count < page.Length && cursor.TryPrevious(out var key, out var line))
            page[count++] = new(key, line);
        return count;
    }

    /// <inheritdoc/>
    public void PutPromised(Sku sku, in PromisedEntry entry) =>
        (Open(sku).Promised ??= new()).Put(entry.Rank, new(entry.Line, entry.Promise));

    /// <inheritdoc/>
    public void RemovePromised(Sku sku, Rank rank) => Find(sku)?.Promised?.Remove(rank);

    /// <inheritdoc/>
    public int ReadPromised(Sku sku, Rank? after, Span<PromisedEntry> page)
    {
        if (Find(sku)?.Promised is not { } map)
            return 0;
        var cursor = after is { } rank ? map.Seek(rank, afterKey: true) : map.First();
        var count = 0;
        while (count < page.Length && cursor.TryNext(out var key, out var value))
            page[count++] = new(key, value.Line, value.Promise);
        return count;
    }
}
