using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;
using Backorders.Domain.State;
using AllocationPolicy = Backorders.Domain.Allocation.AllocationPolicy;
using Rank = Backorders.Domain.Orders.Rank;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>Counts the entries that are put and deleted, and those that are read in pages or scans.</summary>
sealed class CountingState(IAllocationState state) : IAllocationState
{
    public int Writes { get; set; }

    public int Reads { get; set; }

    public PartitionHeader Partition
    {
        get => state.Partition;
        set => Write(() => state.Partition = value);
    }

    public SkuHeader? FindSku(Sku sku) => state.FindSku(sku);

    public void PutSku(Sku sku, SkuHeader header) => Write(() => state.PutSku(sku, header));

    public int ReadSkus(Sku? after, Span<Sku> page) => Read(state.ReadSkus(after, page));

    public void PutWaitingSku(Sku sku) => Write(() => state.PutWaitingSku(sku));

    public void RemoveWaitingSku(Sku sku) => Write(() => state.RemoveWaitingSku(sku));

    public int ReadWaitingSkus(Sku? after, Span<Sku> page) => Read(state.ReadWaitingSkus(after, page));

    public AllocationPolicy? FindPolicy(Sku scope) => state.FindPolicy(scope);

    public void PutPolicy(Sku scope, AllocationPolicy policy) => Write(() => state.PutPolicy(scope, policy));

    public DemandLine? FindLine(Sku sku, OrderLineId line) => state.FindLine(sku, line);

    public void PutLine(Sku sku, in DemandLine line)
    {
        Writes++;
        state.PutLine(sku, line);
    }

    public void RemoveLine(Sku sku, OrderLineId line) => Write(() => state.RemoveLine(sku, line));

    public IEnumerable<DemandLine> ReadLines(Sku sku)
    {
        foreach (var line in state.ReadLines(sku))
        {
            Reads++;
            yield return line;
        }
    }

    public void PutWaiting(Sku sku, WaitingQueue queue, in WaitingEntry entry)
    {
        Writes++;
        state.PutWaiting(sku, queue, entry);
    }

    public void RemoveWaiting(Sku sku, WaitingQueue queue, Rank rank) =>
        Write(() => state.RemoveWaiting(sku, queue, rank));

    public int ReadWaiting(Sku sku, WaitingQueue queue, Rank? after, Span<WaitingEntry> page) =>
        Read(state.ReadWaiting(sku, queue, after, page));

    public bool TryFindWaitingAhead(Sku sku, RankOrder order, Rank rank, Rank? notBefore, out WaitingEntry entry) =>
        state.TryFindWaitingAhead(sku, order, rank, notBefore, out entry);

    public void PutWholeNeed(Sku sku, long need, OrderLineId line) => Write(() => state.PutWholeNeed(sku, need, line));

    public void RemoveWholeNeed(Sku sku, long need, OrderLineId line) =>
        Write(() => state.RemoveWholeNeed(sku, need, line));

    public long SmallestWholeNeed(Sku sku) => state.SmallestWholeNeed(sku);

    public void PutHolder(Sku sku, SiteId site, RankOrder order, in HolderEntry entry)
    {
        Writes++;
        state.PutHolder(sku, site, order, entry);
    }

    public void RemoveHolder(Sku sku, SiteId site, RankOrder order, Rank rank) =>
        Write(() => state.RemoveHolder(sku, site, order, rank));

    public int ReadHoldersFromWorst(Sku sku, SiteId site, RankOrder order, Rank? before, Span<HolderEntry> page) =>
        Read(state.ReadHoldersFromWorst(sku, site, order, before, page));

    public void PutPromised(Sku sku, RankOrder order, in PromisedEntry entry)
    {
        Writes++;
        state.PutPromised(sku, order, entry);
    }

    public void RemovePromised(Sku sku, RankOrder order, Rank rank) =>
        Write(() => state.RemovePromised(sku, order, rank));

    public int ReadPromised(Sku sku, RankOrder order, Rank? after, Span<PromisedEntry> page) =>
        Read(state.ReadPromised(sku, order, after, page));

    public Supply? FindSupply(Sku sku, string supplyRef) => state.FindSupply(sku, supplyRef);

    public void PutSupply(Sku sku, Supply supply) => Write(() => state.PutSupply(sku, supply));

    public void RemoveSupply(Sku sku, string supplyRef) => Write(() => state.RemoveSupply(sku, supplyRef));

    public void PutSupplyByDate(Sku sku, Supply supply) => Write(() => state.PutSupplyByDate(sku, supply));

    public void RemoveSupplyByDate(Sku sku, DateOnly date, string supplyRef) =>
        Write(() => state.RemoveSupplyByDate(sku, date, supplyRef));

    public int ReadSuppliesByDate(Sku sku, DateOnly from, Supply? after, Span<Supply> page) =>
        Read(state.ReadSuppliesByDate(sku, from, after, page));

    public void PutPending(Sku sku, PendingCancellation pending) => Write(() => state.PutPending(sku, pending));

    public void RemovePending(Sku sku, OrderLineId line, long pendedOffset) =>
        Write(() => state.RemovePending(sku, line, pendedOffset));

    public int ReadPendingOfLine(Sku sku, OrderLineId line, long? afterOffset, Span<PendingCancellation> page) =>
        Read(state.ReadPendingOfLine(sku, line, afterOffset, page));

    public void PutPendingByExpiry(Sku sku, PendingCancellation pending) =>
        Write(() => state.PutPendingByExpiry(sku, pending));

    public void RemovePendingByExpiry(Sku sku, long expiresAt, long pendedOffset) =>
        Write(() => state.RemovePendingByExpiry(sku, expiresAt, pendedOffset));

    public int ReadPendingByExpiry(Sku sku, PendingCancellation? after, Span<PendingCancellation> page) =>
        Read(state.ReadPendingByExpiry(sku, after, page));

    public long? FindRemembered(Sku scope, string eventId) => state.FindRemembered(scope, eventId);

    public void PutRemembered(in RememberedEntry entry)
    {
        Writes++;
        state.PutRemembered(entry);
    }

    public void RemoveRemembered(in RememberedEntry entry)
    {
        Writes++;
        state.RemoveRemembered(entry);
    }

    public long ForgetRemembered(long logTime, int most) => state.ForgetRemembered(logTime, most);

    public void PutForget(in ForgetEntry entry)
    {
        Writes++;
        state.PutForget(entry);
    }

    public void RemoveForget(in ForgetEntry entry)
    {
        Writes++;
        state.RemoveForget(entry);
    }

    public long ForgetLines(long logTime, int most) => state.ForgetLines(logTime, most);

    public void PutDeadline(long deadline, Sku sku) => Write(() => state.PutDeadline(deadline, sku));

    public void RemoveDeadline(long deadline, Sku sku) => Write(() => state.RemoveDeadline(deadline, sku));

    public void ReadDue(long logTime, List<Sku> due) => state.ReadDue(logTime, due);

    public long? FirstDeadline() => state.FirstDeadline();

    void Write(Action write)
    {
        Writes++;
        write();
    }

    int Read(int count)
    {
        Reads += count;
        return count;
    }
}
