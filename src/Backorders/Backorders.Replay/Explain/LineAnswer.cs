namespace Backorders.Replay.Explain;

/// <summary>The answer to "why not?", in a sentence.</summary>
internal static class LineAnswer
{
    public static string Of(SkuReplay sku, DemandLine? stored, QueuePlace? now, List<AllocationEvent> told)
    {
        if (stored is not { } line || now is null)
            return Closed(stored, told);
        var need = line.Backordered;
        if (need == 0)
            return FormattableString.Invariant($"all {line.Allocated} open units are allocated");
        if (now.Sites.Count == 0)
            return "no site may serve it: neither the line nor the policy names one";
        var where = string.Join(", ", now.Sites.Select(one => FormattableString.Invariant($"{one.Site} {one.Free}")));
        var bound = line.BoundTo is { } site ? $" (it may not be split and holds units at {site})" : "";
        var ahead = FormattableString.Invariant($"{now.Ahead} lines with {now.AheadUnits} units stand ahead");
        var free = now.Sites.Sum(one => (decimal)one.Free);
        if (free == 0)
        {
            return FormattableString.Invariant(
                $"waits for {need} units: nothing is free at its sites{bound}: {where}; ") + ahead;
        }
        var policy = sku.PolicyOf(sku.Header!);
        return policy.FillMode == FillMode.Strict
            ? FormattableString.Invariant(
                $"waits for {need} units: free {where}{bound}, but in strict mode a line that cannot be served ")
                    + "whole ends the walk; " + ahead
            : FormattableString.Invariant($"waits for {need} units and takes no part of them: free {where}{bound}");
    }

    static string Closed(DemandLine? line, List<AllocationEvent> told)
    {
        if (told.Exists(stated => stated is DemandAccepted))
        {
            return line is null
                ? "closed, and forgotten since: its retention has ended"
                : "closed: nothing of it is open";
        }
        return told[^1] is CommandRejected rejected
            ? $"never accepted: {rejected.Reason}{(rejected.Field is null ? "" : $" ({rejected.Field})")}"
            : "never accepted: its order has not come";
    }
}
