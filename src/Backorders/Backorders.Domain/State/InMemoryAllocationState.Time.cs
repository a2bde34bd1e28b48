namespace Backorders.Domain.State;

/// <content>Supplies, pending cancellations, and what ends by log time.</content>
public sealed partial class InMemoryAllocationState
{
    const int ForgetPage = 32;

    readonly RememberedIds _remembered = new();
    readonly OrderedMap<ForgetKey, byte> _forget = new();
    readonly OrderedMap<DeadlineKey, byte> _deadlines = new();

    /// <inheritdoc/>
    public Supply? FindSupply(Sku sku, string supplyRef) => Find(sku)?.FindSupply(supplyRef);

    /// <inheritdoc/>
    public void PutSupply(Sku sku, Supply supply)
    {
        ArgumentNullException.ThrowIfNull(supply);
        Open(sku).PutSupply(supply);
    }

    /// <inheritdoc/>
    public void RemoveSupply(Sku sku, string supplyRef) => Find(sku)?.RemoveSupply(supplyRef);

    /// <inheritdoc/>
    public void PutSupplyByDate(Sku sku, Supply supply)
    {
        ArgumentNullException.ThrowIfNull(supply);
        Open(sku).PutSupplyByDate(supply);
    }

    /// <inheritdoc/>
    public void RemoveSupplyByDate(Sku sku, DateOnly date, string supplyRef) =>
        Find(sku)?.RemoveSupplyByDate(date, supplyRef);

    /// <inheritdoc/>
    public int ReadSuppliesByDate(Sku sku, DateOnly from, Supply? after, Span<Supply> page) =>
        Find(sku)?.ReadSuppliesByDate(from, after, page) ?? 0;

    /// <inheritdoc/>
    public void PutPending(Sku sku, PendingCancellation pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        (Open(sku).Pending ??= new()).Put(new(pending.Line, pending.PendedOffset), pending);
    }

    /// <inheritdoc/>
    public void RemovePending(Sku sku, OrderLineId line, long pendedOffset) =>
        Find(sku)?.Pending?.Remove(new(line, pendedOffset));

    /// <inheritdoc/>
    public int ReadPendingOfLine(Sku sku, OrderLineId line, long? afterOffset, Span<PendingCancellation> page)
    {
        if (Find(sku)?.Pending is not { } map)
            return 0;
        var cursor = map.Seek(new(line, afterOffset ?? long.MinValue), afterKey: true);
        var count = 0;
        while (count < page.Length && cursor.TryNext(out var key, out var pending) && key.Line == line)
            page[count++] = pending;
        return count;
    }

    /// <inheritdoc/>
    public void PutPendingByExpiry(Sku sku, PendingCancellation pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        (Open(sku).PendingByExpiry ??= new()).Put(new(pending.ExpiresAt, pending.PendedOffset), pending);
    }

    /// <inheritdoc/>
    public void RemovePendingByExpiry(Sku sku, long expiresAt, long pendedOffset) =>
        Find(sku)?.PendingByExpiry?.Remove(new(expiresAt, pendedOffset));

    /// <inheritdoc/>
    public int ReadPendingByExpiry(Sku sku, PendingCancellation? after, Span<PendingCancellation> page)
    {
        if (Find(sku)?.PendingByExpiry is not { } map)
            return 0;
        var cursor = after is null
            ? map.First()
            : map.Seek(new(after.ExpiresAt, after.PendedOffset), afterKey: true);
        var count = 0;
        while (count < page.Length && cursor.TryNext(out _, out var pending))
            page[count++] = pending;
        return count;
    }

    internal int RememberedCount => _remembered.Count;

    internal int ForgetCount => _forget.Count;

    /// <inheritdoc/>
    public long? FindRemembered(Sku scope, string eventId) => _remembered.Find(scope, eventId);

    /// <inheritdoc/>
    public void PutRemembered(in RememberedEntry entry) => _remembered.Add(entry);

    /// <inheritdoc/>
    public void RemoveRemembered(in RememberedEntry entry) => _remembered.Remove(entry);

    /// <inheritdoc/>
    public long ForgetRemembered(long logTime, int most) => _remembered.Forget(logTime, most);

    /// <inheritdoc/>
    public void PutForget(in ForgetEntry entry) => _forget.Put(ForgetKeyOf(entry), 0);

    /// <inheritdoc/>
    public void RemoveForget(in ForgetEntry entry) => _forget.Remove(ForgetKeyOf(entry));

    /// <inheritdoc/>
    public long ForgetLines(long logTime, int most)
    {
        Span<ForgetKey> due = stackalloc ForgetKey[ForgetPage];
        while (true)
        {
            var count = 0;
            var cursor = _forget.First();
            while (count < due.Length && cursor.TryNext(out var key, out _))
            {
                if (key.ForgetAt > logTime || most-- <= 0)
                {
                    RemoveFirstDue(due[..count]);
                    return key.ForgetAt;
                }
                due[count++] = key;
            }
            RemoveFirstDue(due[..count]);
            if (count < due.Length)
                return long.MaxValue;
        }
    }

    // They are of all SKUs, so their memory is asked for before it is needed.
    void RemoveFirstDue(ReadOnlySpan<ForgetKey> due)
    {
        foreach (var key in due)
            CacheLines.Prefetch(_numbered[key.Sku], SkuBytes);
        foreach (var key in due)
            _numbered[key.Sku].PrefetchSlot(key.Slot);
        foreach (var key in due)
            _numbered[key.Sku].PrefetchRemoval(key.Slot);
        foreach (var key in due)
            RemoveLineAt(_numbered[key.Sku], key.Slot);
        _forget.RemoveFirst(due.Length);
    }

    /// <inheritdoc/>
    public void PutDeadline(long deadline, Sku sku) => _deadlines.Put(new(deadline, Open(sku).Number), 0);

    /// <inheritdoc/>
    public void RemoveDeadline(long deadline, Sku sku) => _deadlines.Remove(new(deadline, Open(sku).Number));

    /// <inheritdoc/>
    public void ReadDue(long logTime, List<Sku> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        var cursor = _deadlines.First();
        while (cursor.TryNext(out var key, out _) && key.Deadline <= logTime)
            due.Add(_numbered[key.Sku].Sku);
    }

    /// <inheritdoc/>
    public long? FirstDeadline() => _deadlines.First().TryNext(out var key, out _) ? key.Deadline : null;

    ForgetKey ForgetKeyOf(in ForgetEntry entry)
    {
        var entries = Open(entry.Sku);
        return new(entry.ForgetAt, entries.Number, SlotOf(entries, entry.Line));
    }

    // Of those that end at once any may go first: what has ended counts as gone already.
    readonly record struct ForgetKey(long ForgetAt, int Sku, int Slot) : IComparable<ForgetKey>
    {
        public int CompareTo(ForgetKey other)
        {
            if (ForgetAt != other.ForgetAt)
                return ForgetAt < other.ForgetAt ? -1 : 1;
            return Sku != other.Sku ? Sku.CompareTo(other.Sku) : Slot.CompareTo(other.Slot);
        }
    }

    readonly record struct DeadlineKey(long Deadline, int Sku) : IComparable<DeadlineKey>
    {
        public int CompareTo(DeadlineKey other) =>
            Deadline != other.Deadline ? Deadline.CompareTo(other.Deadline) : Sku.CompareTo(other.Sku);
    }
}
