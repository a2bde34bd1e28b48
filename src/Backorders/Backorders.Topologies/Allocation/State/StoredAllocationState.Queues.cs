using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;
using Backorders.Domain.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>The entries that are ordered by rank.</summary>
sealed partial class StoredAllocationState
{
    readonly QueueHeads _heads = new();
    WaitingEntry[] _read = [];

    /// <inheritdoc/>
    public void PutWaiting(Sku sku, WaitingQueue queue, in WaitingEntry entry)
    {
        _heads.FindToChange(sku, queue)?.Put(entry);
        _value.Start().Add(entry.Line).Add(entry.Need);
        Put(Queue(_key, sku, queue).Add(entry.Rank));
    }

    /// <inheritdoc/>
    public void RemoveWaiting(Sku sku, WaitingQueue queue, Rank rank)
    {
        _heads.FindToChange(sku, queue)?.Remove(rank);
        store.Delete(Queue(_key, sku, queue).Add(rank).Bytes);
    }

    /// <inheritdoc/>
    public int ReadWaiting(Sku sku, WaitingQueue queue, Rank? after, Span<WaitingEntry> page)
    {
        if (_heads.Find(sku, queue) is not { } head)
            return ReadStored(sku, queue, after, page);
        if (!head.Reaches(after))
            Restart(sku, head, after);
        int count;
        while (!head.TryRead(after, page, out count))
        {
            if (!head.MayGrow(after))
                return ReadStored(sku, queue, after, page);
            ReadOn(sku, head);
        }
        return count;
    }

    /// <inheritdoc/>
    public bool TryFindWaitingAhead(Sku sku, RankOrder order, Rank rank, Rank? notBefore, out WaitingEntry entry)
    {
        var queue = WaitingQueue.All with { Order = order };
        if (_heads.Find(sku, queue) is { } head)
        {
            var after = notBefore?.JustBefore();
            if (!head.Reaches(after))
                Restart(sku, head, after);
            while (true)
            {
                if (head.TryFindAhead(rank, notBefore, out var found))
                {
                    entry = found.GetValueOrDefault();
                    return found is not null;
                }
                if (!head.MayGrow(null))
                    break;
                ReadOn(sku, head);
            }
        }
        return TryFindStoredAhead(sku, queue, rank, notBefore, out entry);
    }

    void Restart(Sku sku, QueueHead head, Rank? after)
    {
        head.Restart(after, _heads.IsBeforeAll(head.Queue.Order, after));
        ReadOn(sku, head);
    }

    void ReadOn(Sku sku, QueueHead head)
    {
        var size = head.NextRead;
        if (_read.Length < size)
            _read = new WaitingEntry[size];
        var count = ReadStored(sku, head.Queue, head.ReadTo, _read.AsSpan(0, size));
        head.Append(_read.AsSpan(0, count), last: count < size);
    }

    int ReadStored(Sku sku, WaitingQueue queue, Rank? after, Span<WaitingEntry> page)
    {
        Queue(_key, sku, queue);
        if (after is { } rank)
            _key.Add(rank).AfterKey();
        Queue(_end, sku, queue).AfterPrefix();
        var count = 0;
        using var entries = store.Scan(_key.Bytes, _end.Bytes);
        while (count < page.Length && entries.MoveNext())
            page[count++] = Waiting(entries.Key, entries.Value);
        return count;
    }

    bool TryFindStoredAhead(Sku sku, WaitingQueue queue, Rank rank, Rank? notBefore, out WaitingEntry entry)
    {
        Queue(_key, sku, queue);
        if (notBefore is { } first)
            _key.Add(first);
        Queue(_end, sku, queue).Add(rank);
        using var entries = store.Scan(_key.Bytes, _end.Bytes, backwards: true);
        if (!entries.MoveNext())
        {
            entry = default;
            return false;
        }
        entry = Waiting(entries.Key, entries.Value);
        return true;
    }

    /// <inheritdoc/>
    public void PutWholeNeed(Sku sku, long need, OrderLineId line) =>
        PutEmpty(_key.Start(Table.WholeNeed).Add(sku.Value).Add(need).Add(line));

    /// <inheritdoc/>
    public void RemoveWholeNeed(Sku sku, long need, OrderLineId line) =>
        store.Delete(_key.Start(Table.WholeNeed).Add(sku.Value).Add(need).Add(line).Bytes);

    /// <inheritdoc/>
    public long SmallestWholeNeed(Sku sku)
    {
        using var entries = store.ScanPrefix(_key.Start(Table.WholeNeed).Add(sku.Value).Bytes);
        if (!entries.MoveNext())
            return long.MaxValue;
        var key = new KeyReader(entries.Key);
        key.SkipString();
        return key.Int64();
    }

    /// <inheritdoc/>
    public void PutHolder(Sku sku, SiteId site, RankOrder order, in HolderEntry entry)
    {
        _value.Start().Add(entry.Line);
        Put(Holders(_key, sku, site, order).Add(entry.Rank));
    }

    /// <inheritdoc/>
    public void RemoveHolder(Sku sku, SiteId site, RankOrder order, Rank rank) =>
        store.Delete(Holders(_key, sku, site, order).Add(rank).Bytes);

    /// <inheritdoc/>
    public int ReadHoldersFromWorst(Sku sku, SiteId site, RankOrder order, Rank? before, Span<HolderEntry> page)
    {
        Holders(_key, sku, site, order);
        Holders(_end, sku, site, order);
        if (before is { } rank)
            _end.Add(rank);
        else
            _end.AfterPrefix();
        var count = 0;
        using var entries = store.Scan(_key.Bytes, _end.Bytes, backwards: true);
        while (count < page.Length && entries.MoveNext())
        {
            var key = new KeyReader(entries.Key);
            key.SkipString();
            key.SkipString();
            key.Byte();
            page[count++] = new(key.Rank(), new ValueReader(entries.Value).Line());
        }
        return count;
    }

    /// <inheritdoc/>
    public void PutPromised(Sku sku, RankOrder order, in PromisedEntry entry)
    {
        _value.Start().Add(entry.Line).Add((long)entry.Promise.DayNumber);
        Put(Promised(_key, sku, order).Add(entry.Rank));
    }

    /// <inheritdoc/>
    public void RemovePromised(Sku sku, RankOrder order, Rank rank) =>
        store.Delete(Promised(_key, sku, order).Add(rank).Bytes);

    /// <inheritdoc/>
    public int ReadPromised(Sku sku, RankOrder order, Rank? after, Span<PromisedEntry> page)
    {
        Promised(_key, sku, order);
        if (after is { } rank)
            _key.Add(rank).AfterKey();
        Promised(_end, sku, order).AfterPrefix();
        var count = 0;
        using var entries = store.Scan(_key.Bytes, _end.Bytes);
        while (count < page.Length && entries.MoveNext())
        {
            var key = new KeyReader(entries.Key);
            key.SkipString();
            key.Byte();
            var value = new ValueReader(entries.Value);
            page[count++] = new(key.Rank(), value.Line(), value.Date());
        }
        return count;
    }

    static KeyBuilder Queue(KeyBuilder key, Sku sku, WaitingQueue queue) =>
        key.Start(Table.Waiting).Add(sku.Value).Add((byte)queue.Kind).Add(queue.Site.Value ?? "")
            .Add((byte)queue.Order);

    static KeyBuilder Holders(KeyBuilder key, Sku sku, SiteId site, RankOrder order) =>
        key.Start(Table.Holder).Add(sku.Value).Add(site.Value).Add((byte)order);

    static KeyBuilder Promised(KeyBuilder key, Sku sku, RankOrder order) =>
        key.Start(Table.Promised).Add(sku.Value).Add((byte)order);

    static WaitingEntry Waiting(ReadOnlySpan<byte> keyBytes, ReadOnlySpan<byte> valueBytes)
    {
        var key = new KeyReader(keyBytes);
        key.SkipString();
        key.Byte();
        key.SkipString();
        key.Byte();
        var value = new ValueReader(valueBytes);
        return new(key.Rank(), value.Line(), value.Int64());
    }
}
