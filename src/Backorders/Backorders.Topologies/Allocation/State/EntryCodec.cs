using System.Collections.Immutable;
using Backorders.Domain.Allocation;
using Backorders.Domain.Inventory;
using Backorders.Domain.Orders;
using Backorders.Domain.State;
using StreamApps.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>The values of the allocation store. Each that may grow begins with the version of its form.</summary>
static class EntryCodec
{
    const long Version = 1;
    // Of a SKU's header and, since nothing of a SKU is read without it, of its entries that are ordered by rank.
    const long SkuVersion = 2;

    static readonly RankOrder[] s_orders = Enum.GetValues<RankOrder>();

    public static void Write(ValueWriter output, in PartitionHeader header) =>
        output.Start().Add(Version).Add(header.LogTime).Add(header.Sequence)
            .Add(header.NextIdExpiry).Add(header.NextForget);

    public static PartitionHeader ReadPartition(ReadOnlySpan<byte> value)
    {
        var input = Open(value);
        return new(input.Int64(), input.Int64(), input.Int64(), input.Int64());
    }

    public static void Write(ValueWriter output, SkuHeader header)
    {
        output.Start().Add(SkuVersion).Add(header.Sequence).Add(header.HasOwnPolicy).Add(header.RankedByDate)
            .Add(header.TotalOnHand).Add(header.TotalOpen).Add(header.TotalSupply)
            .Add((long)header.WaitingLines).Add((long)header.DatedWaitingLines)
            .Add((long)header.HoldingLines).Add((long)header.DatedHoldingLines)
            .Add((long)header.PromisedLines).Add((long)header.DatedPromisedLines).Add((long)header.PendingCancellations)
            .Add(header.FirstPendingExpiry).Add(header.FirstSupplyDate).Add(header.Deadline)
            .Add((long)header.Sites.Length);
        foreach (var site in header.Sites)
            output.Add(site.Site.Value).Add(site.OnHand).Add(site.Allocated);
        foreach (var order in s_orders)
            Add(output, header.WaitingNotBefore(order));
    }

    public static SkuHeader ReadSkuHeader(ReadOnlySpan<byte> value)
    {
        var input = Open(value, SkuVersion);
        var header = new SkuHeader
        {
            Sequence = input.Int64(),
            HasOwnPolicy = input.Bool(),
            RankedByDate = input.Bool(),
            TotalOnHand = input.Int64(),
            TotalOpen = input.Int64(),
            TotalSupply = input.Int64(),
            WaitingLines = input.Int32(),
            DatedWaitingLines = input.Int32(),
            HoldingLines = input.Int32(),
            DatedHoldingLines = input.Int32(),
            PromisedLines = input.Int32(),
            DatedPromisedLines = input.Int32(),
            PendingCancellations = input.Int32(),
            FirstPendingExpiry = input.OptionalInt64(),
            FirstSupplyDate = input.OptionalDate(),
            Deadline = input.OptionalInt64(),
        };
        var sites = input.Int32();
        for (var index = 0; index < sites; index++)
            header.AddSite(new(new SiteId(input.String()), input.Int64(), input.Int64()));
        foreach (var order in s_orders)
            header.SetWaitingNotBefore(order, ReadRank(ref input));
        return header;
    }

    public static void Write(ValueWriter output, AllocationPolicy policy)
    {
        output.Start().Add(Version).Add(policy.Version).Add((long)policy.SiteOrder.Length);
        foreach (var site in policy.SiteOrder)
            output.Add(site.Value);
        AddUnits(output, policy.SafetyStock);
        output.Add((long)policy.FillMode).Add(policy.SortsByRequestedDate)
            .Add(policy.CancellationTtlMs).Add(policy.DedupWindowMs).Add(policy.ClosedLineRetentionMs);
    }

    public static AllocationPolicy ReadPolicy(ReadOnlySpan<byte> value)
    {
        var input = Open(value);
        return new()
        {
            Version = input.Int64(),
            SiteOrder = ReadSites(ref input),
            SafetyStock = ReadUnits(ref input),
            FillMode = (FillMode)input.Int32(),
            SortsByRequestedDate = input.Bool(),
            CancellationTtlMs = input.Int64(),
            DedupWindowMs = input.Int64(),
            ClosedLineRetentionMs = input.Int64(),
        };
    }

    public static void Write(ValueWriter output, in DemandLine line)
    {
        output.Start().Add(Version).Add(line.Id).Add(line.Quantity).Add(line.Shipped).Add(line.Cancelled);
        AddUnits(output, line.Allocations);
        output.Add((long)line.PriorityClass).Add(line.RequestedDate).Add(line.AcceptedSequence)
            .Add((long)line.Sites.Length);
        foreach (var site in line.Sites)
            output.Add(site.Value);
        output.Add(line.AllowSplit).Add(line.AllowPartial).Add(line.Promise).Add(line.ForgetAt);
    }

    public static DemandLine ReadLine(ReadOnlySpan<byte> value)
    {
        var input = Open(value);
        return new()
        {
            Id = input.Line(),
            Quantity = input.Int64(),
            Shipped = input.Int64(),
            Cancelled = input.Int64(),
            Allocations = ReadUnits(ref input),
            PriorityClass = input.Int32(),
            RequestedDate = input.OptionalDate(),
            AcceptedSequence = input.Int64(),
            Sites = ReadSites(ref input),
            AllowSplit = input.Bool(),
            AllowPartial = input.Bool(),
            Promise = input.OptionalDate(),
            ForgetAt = input.OptionalInt64(),
        };
    }

    public static void Write(ValueWriter output, Supply supply) => output.Start().Add(Version).Add(supply.Ref)
        .Add(supply.Site.Value).Add(supply.Quantity).Add((long)supply.Date.DayNumber).Add(supply.Overdue);

    public static Supply ReadSupply(ReadOnlySpan<byte> value)
    {
        var input = Open(value);
        return new(input.String(), new SiteId(input.String()), input.Int64(), input.Date(), input.Bool());
    }

    public static void Write(ValueWriter output, PendingCancellation pending) => output.Start().Add(Version)
        .Add(pending.Line).Add(pending.Quantity).Add(pending.Reason).Add(pending.CancellationEventId)
        .Add(pending.PendedOffset).Add(pending.ExpiresAt);

    public static PendingCancellation ReadPending(ReadOnlySpan<byte> value)
    {
        var input = Open(value);
        return new(input.Line(), input.OptionalInt64(), input.String(), input.String(), input.Int64(), input.Int64());
    }

    static ValueReader Open(ReadOnlySpan<byte> value, long known = Version)
    {
        var input = new ValueReader(value);
        var version = input.Int64();
        return version == known
            ? input
            : throw new StateBackendException(
                StateErrorKind.Corrupt,
                $"an entry of the allocation store has version {version}, this program knows {known}");
    }

    static void Add(ValueWriter output, Rank? rank)
    {
        output.Add(rank is not null);
        if (rank is { } known)
            output.Add((long)known.PriorityClass).Add((long)known.DateKey).Add(known.AcceptedSequence);
    }

    static Rank? ReadRank(ref ValueReader input) =>
        input.Bool() ? Rank.FromKey(input.Int32(), input.Int32(), input.Int64()) : null;

    static void AddUnits(ValueWriter output, ImmutableArray<SiteUnits> sites)
    {
        output.Add((long)sites.Length);
        foreach (var entry in sites)
            output.Add(entry.Site.Value).Add(entry.Units);
    }

    static ImmutableArray<SiteUnits> ReadUnits(ref ValueReader input)
    {
        var count = input.Int32();
        if (count == 0)
            return [];
        var entries = ImmutableArray.CreateBuilder<SiteUnits>(count);
        for (var index = 0; index < count; index++)
            entries.Add(new(new SiteId(input.String()), input.Int64()));
        return entries.MoveToImmutable();
    }

    static ImmutableArray<SiteId> ReadSites(ref ValueReader input)
    {
        var count = input.Int32();
        if (count == 0)
            return [];
        var sites = ImmutableArray.CreateBuilder<SiteId>(count);
        for (var index = 0; index < count; index++)
            sites.Add(new(input.String()));
        return sites.MoveToImmutable();
    }
}
