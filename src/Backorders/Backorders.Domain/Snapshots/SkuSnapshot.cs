namespace Backorders.Domain.Snapshots;

/// <summary>A SKU that has had an event.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Sequence">The number of its events.</param>
/// <param name="OwnPolicy">Whether the policy in force is its own.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Sites">By site.</param>
/// <param name="Lines">By rank; closed ones until their retention ends.</param>
/// <param name="PendingCancellations">By pended offset.</param>
/// <param name="Supplies">By (date, ref).</param>
public sealed record SkuSnapshot(
    Sku Sku, int Partition, long Sequence, bool OwnPolicy, AllocationPolicy Policy, ImmutableArray<SiteStock> Sites,
    ImmutableArray<DemandLine> Lines, ImmutableArray<PendingCancellation> PendingCancellations,
    ImmutableArray<Supply> Supplies)
{
    const int PageSize = 64;

    /// <summary>Lists the SKUs of a state, by SKU.</summary>
    public static IEnumerable<SkuSnapshot> OfAll(int partition, IAllocationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var page = new Sku[PageSize];
        Sku? after = null;
        int count;
        do
        {
            count = state.ReadSkus(after, page);
            for (var index = 0; index < count; index++)
            {
                yield return Of(partition, state, page[index]);
                after = page[index];
            }
        }
        while (count == PageSize);
    }

    /// <summary>Lists one SKU.</summary>
    /// <exception cref="KeyNotFoundException">It has had no event.</exception>
    public static SkuSnapshot Of(int partition, IAllocationState state, Sku sku)
    {
        ArgumentNullException.ThrowIfNull(state);
        var header = state.FindSku(sku) ?? throw new KeyNotFoundException($"SKU {sku} has had no event");
        var policy = (header.HasOwnPolicy ? state.FindPolicy(sku) : state.FindPolicy(Sku.Partition))
            ?? AllocationPolicy.Initial;
        var logTime = state.Partition.LogTime;
        return new(
            sku, partition, header.Sequence, header.HasOwnPolicy, policy, [.. header.Sites],
            [.. state.ReadLines(sku)
                .Where(line => line.ForgetAt is not { } end || end > logTime)
                .OrderBy(line => line.RankWith(policy.SortsByRequestedDate))],
            [.. PendingBook.Until(state, sku, long.MaxValue).OrderBy(pending => pending.PendedOffset)],
            [.. SupplyBook.Between(state, sku, DateOnly.MinValue, DateOnly.MaxValue)]);
    }
}
