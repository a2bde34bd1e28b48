namespace Backorders.Domain.Snapshots;

/// <summary>The state of several partitions, listed. Nothing is caught up for it.</summary>
/// <param name="Partitions">By partition.</param>
/// <param name="Skus">By partition, then SKU.</param>
public sealed record AllocationSnapshot(
    ImmutableArray<PartitionSnapshot> Partitions, ImmutableArray<SkuSnapshot> Skus)
{
    /// <summary>Lists states.</summary>
    /// <param name="states">The state of each partition that has had a record, in ascending order of partition.</param>
    public static AllocationSnapshot Of(IEnumerable<KeyValuePair<int, IAllocationState>> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var partitions = ImmutableArray.CreateBuilder<PartitionSnapshot>();
        var skus = ImmutableArray.CreateBuilder<SkuSnapshot>();
        foreach (var (partition, state) in states)
        {
            var policy = state.FindPolicy(Sku.Partition) ?? AllocationPolicy.Initial;
            partitions.Add(new(partition, state.Partition.LogTime, state.Partition.Sequence, policy.Version));
            skus.AddRange(SkuSnapshot.OfAll(partition, state));
        }
        return new(partitions.ToImmutable(), skus.ToImmutable());
    }
}

/// <summary>A partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="LogTime">In ms since 1970-01-01T00:00Z.</param>
/// <param name="Sequence">The number of events of the scope <c>*</c>.</param>
/// <param name="PolicyVersion">The version of the default policy.</param>
public readonly record struct PartitionSnapshot(int Partition, long LogTime, long Sequence, long PolicyVersion);
