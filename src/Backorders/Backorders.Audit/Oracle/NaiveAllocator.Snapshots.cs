using Backorders.Domain.Snapshots;

namespace Backorders.Audit.Oracle;

/// <content>Section 10: the state, listed.</content>
public sealed partial class NaiveAllocator
{
    /// <summary>Lists the state as it is now.</summary>
    public AllocationSnapshot TakeSnapshot()
    {
        var skus = ImmutableArray.CreateBuilder<SkuSnapshot>();
        foreach (var (number, partition) in _partitions)
        {
            _partition = partition;
            foreach (var sku in SkusInOrder())
                skus.Add(Snapshot(number, sku));
        }
        return new(
            [.. _partitions.Select(one => new PartitionSnapshot(
                one.Key, one.Value.LogTime, one.Value.Sequence, one.Value.Default?.Version ?? 0))],
            skus.ToImmutable());
    }

    SkuSnapshot Snapshot(int partition, OracleSku sku)
    {
        _sku = sku;
        return new(
            new(sku.Name), partition, sku.Sequence, sku.Own is not null, Policy,
            [.. sku.Sites.OrderBy(site => site.Name, ByteOrder.Comparer).Select(site => new SiteStock(
                new(site.Name), site.OnHand, sku.Lines.Sum(line => line.HeldAt(site.Name))))],
            [.. sku.Lines.Where(line => !(line.ForgetAt <= _partition.LogTime)).Order(ByRank).Select(Listed)],
            [.. sku.Pending.OrderBy(one => one.Offset).Select(one => new PendingCancellation(
                one.Line, one.Quantity, one.Reason, one.EventId, one.Offset, one.ExpiresAt))],
            [.. SuppliesInOrder().Select(one => new Supply(
                one.Ref, new(one.Site), one.Quantity, one.Date, one.Overdue))]);
    }

    static DemandLine Listed(OracleLine line) => new()
    {
        Id = line.Id,
        Quantity = line.Quantity,
        Shipped = line.Shipped,
        Cancelled = line.Cancelled,
        Allocations = [.. line.Held.Select(held => new SiteUnits(new(held.Site), held.Units))],
        PriorityClass = line.Class,
        RequestedDate = line.Date,
        AcceptedSequence = line.Accepted,
        Sites = [.. line.OwnSites.Select(site => new SiteId(site))],
        AllowSplit = line.Split,
        AllowPartial = line.Partial,
        Promise = line.Promise,
        ForgetAt = line.ForgetAt,
    };
}
