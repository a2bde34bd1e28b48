using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;
using Backorders.Domain.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>Supplies, pending cancellations, and the entries that are ordered by time.</summary>
sealed partial class StoredAllocationState
{
    readonly ExpiryPages _idsByExpiry = new(
        store, Table.Remembered, Table.RememberedPage, Table.RememberedOpenPage, Table.RememberedByExpiry);

    readonly ExpiryPages _linesByEnd = new(
        store, Table.Line, Table.ForgetPage, Table.ForgetOpenPage, Table.Forget);

    /// <inheritdoc/>
    public Supply? FindSupply(Sku sku, string supplyRef) =>
        store.TryGet(_key.Start(Table.Supply).Add(sku.Value).Add(supplyRef).Bytes, out ReadOnlySpan<byte> value)
            ? EntryCodec.ReadSupply(value)
            : null;

    /// <inheritdoc/>
    public void PutSupply(Sku sku, Supply supply)
    {
        EntryCodec.Write(_value, supply);
        Put(_key.Start(Table.Supply).Add(sku.Value).Add(supply.Ref));
    }

    /// <inheritdoc/>
    public void RemoveSupply(Sku sku, string supplyRef) =>
        store.Delete(_key.Start(Table.Supply).Add(sku.Value).Add(supplyRef).Bytes);

    /// <inheritdoc/>
    public void PutSupplyByDate(Sku sku, Supply supply)
    {
        EntryCodec.Write(_value, supply);
        Put(ByDate(sku, supply.Date).Add(supply.Ref));
    }

    /// <inheritdoc/>
    public void RemoveSupplyByDate(Sku sku, DateOnly date, string supplyRef) =>
        store.Delete(ByDate(sku, date).Add(supplyRef).Bytes);

    /// <inheritdoc/>
    public int ReadSuppliesByDate(Sku sku, DateOnly from, Supply? after, Span<Supply> page)
    {
        if (after is null)
            ByDate(sku, from);
        else
            ByDate(sku, after.Date).Add(after.Ref).AfterKey();
        _end.Start(Table.SupplyByDate).Add(sku.Value).AfterPrefix();
        var count = 0;
        using var entries = store.Scan(_key.Bytes, _end.Bytes);
        while (count < page.Length && entries.MoveNext())
            page[count++] = EntryCodec.ReadSupply(entries.Value);
        return count;
    }

    /// <inheritdoc/>
    public void PutPending(Sku sku, PendingCancellation pending)
    {
        EntryCodec.Write(_value, pending);
        Put(_key.Start(Table.Pending).Add(sku.Value).Add(pending.Line).Add(pending.PendedOffset));
    }

    /// <inheritdoc/>
    public void RemovePending(Sku sku, OrderLineId line, long pendedOffset) =>
        store.Delete(_key.Start(Table.Pending).Add(sku.Value).Add(line).Add(pendedOffset).Bytes);

    /// <inheritdoc/>
    public int ReadPendingOfLine(Sku sku, OrderLineId line, long? afterOffset, Span<PendingCancellation> page)
    {
        _key.Start(Table.Pending).Add(sku.Value).Add(line);
        if (afterOffset is { } offset)
            _key.Add(offset).AfterKey();
        _end.Start(Table.Pending).Add(sku.Value).Add(line).AfterPrefix();
        return ReadPendingPage(page);
    }

    /// <inheritdoc/>
    public void PutPendingByExpiry(Sku sku, PendingCancellation pending)
    {
        EntryCodec.Write(_value, pending);
        Put(ByExpiry(sku, pending.ExpiresAt, pending.PendedOffset));
    }

    /// <inheritdoc/>
    public void RemovePendingByExpiry(Sku sku, long expiresAt, long pendedOffset) =>
        store.Delete(ByExpiry(sku, expiresAt, pendedOffset).Bytes);

    /// <inheritdoc/>
    public int ReadPendingByExpiry(Sku sku, PendingCancellation? after, Span<PendingCancellation> page)
    {
        if (after is null)
            _key.Start(Table.PendingByExpiry).Add(sku.Value);
        else
            ByExpiry(sku, after.ExpiresAt, after.PendedOffset).AfterKey();
        _end.Start(Table.PendingByExpiry).Add(sku.Value).AfterPrefix();
        return ReadPendingPage(page);
    }

    /// <inheritdoc/>
    public long? FindRemembered(Sku scope, string eventId) =>
        store.TryGet(_key.Start(Table.Remembered).Add(scope.Value).Add(eventId).Bytes, out ReadOnlySpan<byte> value)
            ? new ValueReader(value).Int64()
            : null;

    /// <inheritdoc/>
    public void PutRemembered(in RememberedEntry entry)
    {
        _value.Start().Add(entry.ExpiresAt);
        Put(Remembered(entry));
        _idsByExpiry.Put(entry.ExpiresAt, _key.Parts);
    }

    /// <inheritdoc/>
    public void RemoveRemembered(in RememberedEntry entry)
    {
        store.Delete(Remembered(entry).Bytes);
        _idsByExpiry.Remove(entry.ExpiresAt, _key.Parts);
    }

    /// <inheritdoc/>
    public long ForgetRemembered(long logTime, int most) => _idsByExpiry.Forget(Partition.NextIdExpiry, logTime, most);

    /// <inheritdoc/>
    public void PutForget(in ForgetEntry entry) => _linesByEnd.Put(entry.ForgetAt, Line(entry).Parts);

    /// <inheritdoc/>
    public void RemoveForget(in ForgetEntry entry) => _linesByEnd.Remove(entry.ForgetAt, Line(entry).Parts);

    /// <inheritdoc/>
    public long ForgetLines(long logTime, int most) => _linesByEnd.Forget(Partition.NextForget, logTime, most);

    /// <inheritdoc/>
    public void PutDeadline(long deadline, Sku sku) =>
        PutEmpty(_key.Start(Table.Deadline).Add(deadline).Add(sku.Value));

    /// <inheritdoc/>
    public void RemoveDeadline(long deadline, Sku sku) =>
        store.Delete(_key.Start(Table.Deadline).Add(deadline).Add(sku.Value).Bytes);

    /// <inheritdoc/>
    public void ReadDue(long logTime, List<Sku> due)
    {
        _key.Start(Table.Deadline);
        _end.Start(Table.Deadline).Add(logTime).AfterPrefix();
        using var entries = store.Scan(_key.Bytes, _end.Bytes);
        while (entries.MoveNext())
        {
            var key = new KeyReader(entries.Key);
            key.Int64();
            due.Add(new(key.String()));
        }
    }

    /// <inheritdoc/>
    public long? FirstDeadline()
    {
        using var entries = store.ScanPrefix(_key.Start(Table.Deadline).Bytes);
        return entries.MoveNext() ? new KeyReader(entries.Key).Int64() : null;
    }

    int ReadPendingPage(Span<PendingCancellation> page)
    {
        var count = 0;
        using var entries = store.Scan(_key.Bytes, _end.Bytes);
        while (count < page.Length && entries.MoveNext())
            page[count++] = EntryCodec.ReadPending(entries.Value);
        return count;
    }

    KeyBuilder ByDate(Sku sku, DateOnly date) => _key.Start(Table.SupplyByDate).Add(sku.Value).Add(date.DayNumber);

    KeyBuilder ByExpiry(Sku sku, long expiresAt, long pendedOffset) =>
        _key.Start(Table.PendingByExpiry).Add(sku.Value).Add(expiresAt).Add(pendedOffset);

    KeyBuilder Remembered(in RememberedEntry entry) =>
        _key.Start(Table.Remembered).Add(entry.Scope.Value).Add(entry.EventId);

    KeyBuilder Line(in ForgetEntry entry) => _key.Start(Table.Line).Add(entry.Sku.Value).Add(entry.Line);
}
