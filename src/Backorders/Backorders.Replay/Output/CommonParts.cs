namespace Backorders.Replay.Output;

/// <summary>The parts that several events and the snapshot have in common.</summary>
internal static class CommonParts
{
    public static JsonText Rank(this JsonText json, string name, Rank rank)
    {
        json.Name(name).Open('[').Value(rank.PriorityClass);
        if (rank.SortsByDate)
            json.Value(rank.RequestedDate);
        return json.OffsetValue(rank.AcceptedSequence).Close(']');
    }

    public static JsonText Line(this JsonText json, OrderLineId line) =>
        json.Member("orderId", line.OrderId).Member("lineId", line.LineId);

    public static JsonText LineOrNull(this JsonText json, string name, OrderLineId? line)
    {
        json.Name(name);
        return line is { } some ? json.Open('{').Line(some).Close('}') : json.Value((string?)null);
    }

    public static JsonText SiteIds(this JsonText json, string name, ImmutableArray<SiteId> sites)
    {
        json.Name(name).Open('[');
        foreach (var site in sites)
            json.Value(site.Value);
        return json.Close(']');
    }

    public static JsonText Units(this JsonText json, string name, ImmutableArray<SiteUnits> sites)
    {
        json.Name(name).Open('[');
        foreach (var (site, units) in sites)
            json.Open('{').Member("site", site.Value).Member("units", units).Close('}');
        return json.Close(']');
    }

    public static JsonText Seen(this JsonText json, ImmutableArray<SiteFree> seen)
    {
        json.Name("seen").Open('[');
        foreach (var (site, free) in seen)
            json.Open('{').Member("site", site.Value).Member("free", free).Close('}');
        return json.Close(']');
    }

    public static JsonText Counts(this JsonText json, LineCounts before, LineCounts after) =>
        json.Counts("before", before).Counts("after", after);

    static JsonText Counts(this JsonText json, string name, LineCounts counts) =>
        json.Name(name).Open('{').Counts(counts).Close('}');

    public static JsonText Counts(this JsonText json, LineCounts counts) => json
        .Member("quantity", counts.Quantity).Member("allocated", counts.Allocated)
        .Member("backordered", counts.Backordered).Member("shipped", counts.Shipped)
        .Member("cancelled", counts.Cancelled);

    public static JsonText Policy(this JsonText json, AllocationPolicy policy)
    {
        json.Open('{').Member("version", policy.Version).SiteIds("siteOrder", policy.SiteOrder)
            .Units("safetyStock", policy.SafetyStock)
            .Member("fillMode", policy.FillMode == FillMode.Strict ? "strict" : "skip")
            .Name("sortKeys").Open('[');
        if (policy.SortsByRequestedDate)
            json.Value("requestedDate");
        return json.Close(']').Member("cancellationTtlMs", policy.CancellationTtlMs)
            .Member("dedupWindowMs", policy.DedupWindowMs)
            .Member("closedLineRetentionMs", policy.ClosedLineRetentionMs).Close('}');
    }
}
