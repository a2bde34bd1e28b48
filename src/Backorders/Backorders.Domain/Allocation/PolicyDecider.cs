namespace Backorders.Domain.Allocation;

/// <summary>SetPolicy on a checked command.</summary>
internal static class PolicyDecider
{
    public static AllocationPolicy ToPolicy(SetPolicy command)
    {
        var initial = AllocationPolicy.Initial;
        var siteOrder = command.SiteOrder.IsDefaultOrEmpty
            ? []
            : command.SiteOrder.Select(site => new SiteId(site)).ToImmutableArray();
        return new AllocationPolicy
        {
            Version = command.Version!.Value,
            SiteOrder = siteOrder,
            SafetyStock = OrderedSafetyStock(siteOrder, command.SafetyStock),
            FillMode = command.FillMode == "strict" ? FillMode.Strict : FillMode.Skip,
            SortsByRequestedDate = !command.SortKeys.IsDefaultOrEmpty,
            CancellationTtlMs = command.CancellationTtlMs ?? initial.CancellationTtlMs,
            DedupWindowMs = command.DedupWindowMs ?? initial.DedupWindowMs,
            ClosedLineRetentionMs = command.ClosedLineRetentionMs ?? initial.ClosedLineRetentionMs,
        };
    }

    public static Rejection? Decide(SkuSession session, SetPolicy command)
    {
        if (command.Version <= (session.Header.HasOwnPolicy ? session.Policy.Version : 0))
            return new(RejectionReason.StalePolicyVersion, "version");
        var policy = ToPolicy(command);
        session.Emit(new PolicyChanged(session.NextHeader(ownPolicy: true, policy.Version), policy));
        session.EnsureRanked();
        return null;
    }

    static ImmutableArray<SiteUnits> OrderedSafetyStock(
        ImmutableArray<SiteId> siteOrder, ImmutableArray<SafetyStockEntry> entries)
    {
        if (entries.IsDefaultOrEmpty)
            return [];
        var ordered = ImmutableArray.CreateBuilder<SiteUnits>();
        foreach (var site in siteOrder)
        {
            foreach (var entry in entries)
            {
                if (entry.Site == site.Value && entry.Units > 0)
                    ordered.Add(new(site, entry.Units.Value));
            }
        }
        return ordered.ToImmutable();
    }
}
