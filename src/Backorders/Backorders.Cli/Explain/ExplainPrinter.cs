using Backorders.Replay.Explain;

namespace Backorders.Cli.Explain;

/// <summary>Explanations for people.</summary>
sealed class ExplainPrinter(TextWriter output)
{
    public void Print(OrderExplanation order)
    {
        output.WriteLine($"order {order.OrderId}{(order.At is null ? "" : $" at {order.At}")}");
        foreach (var line in order.Lines)
        {
            output.WriteLine();
            Print(line);
        }
    }

    public void Print(SkuStory sku)
    {
        output.WriteLine(
            $"SKU {sku.Sku} in partition {sku.Partition} at {sku.At}, "
                + $"policy of {sku.PolicyScope}, version {sku.PolicyVersion}");
        foreach (var site in sku.Sites)
            Row("site", Text(site));
        Row("waiting", $"{sku.Waiting:N0} lines for {sku.WaitingUnits:N0} units");
        foreach (var line in sku.First)
            Row("", Text(line));
        foreach (var supply in sku.Supplies)
        {
            var overdue = supply.Overdue ? ", overdue" : "";
            Row("expected", $"{supply.Quantity} units of {supply.Ref} at {supply.Site} on {supply.Date}{overdue}");
        }
        Row("events", string.Join(", ", sku.Counts.Select(one => $"{one.Value:N0} {one.Key}")));
        Print(sku.Events);
    }

    void Print(LineExplanation line)
    {
        output.WriteLine($"line {line.LineId}, SKU {line.Sku}: {line.Status}");
        Row("answer", line.Answer);
        var counts = line.Counts;
        Row(
            "units",
            $"{counts.Quantity} ordered: {counts.Allocated} allocated, {counts.Backordered} waited for, "
                + $"{counts.Shipped} shipped, {counts.Cancelled} cancelled");
        if (line.Then is { } then)
            Print("then", then);
        if (line.Now is { } now)
            Print("now", now);
        Row("promise", line.Promise ?? "none");
        foreach (var move in line.Promises)
            Row("", $"{move.Time} {move.Position}: {move.From ?? "none"} -> {move.To ?? "none"}, {move.Cause}");
        foreach (var trail in line.Units)
            Row("lineage", Text(trail));
        Print(line.Events);
    }

    void Print(string name, QueuePlace place)
    {
        Row(
            name,
            $"rank {place.Rank}, policy of {place.PolicyScope}, version {place.PolicyVersion}; "
                + $"{place.Ahead:N0} lines ahead with {place.AheadUnits:N0} units");
        foreach (var site in place.Sites)
            Row("", Text(site));
        foreach (var line in place.FirstAhead)
            Row("", $"ahead: {Text(line)}");
    }

    void Print(IReadOnlyList<ToldEvent> events)
    {
        foreach (var told in events)
            Row("", $"{told.Time} {told.Position,-12} {told.Text}");
    }

    static string Text(SiteView site) =>
        $"{site.Site}: {site.OnHand} on hand, {site.Allocated} allocated, {site.SafetyStock} kept, {site.Free} free";

    static string Text(WaitingView line) => $"{line.OrderId}/{line.LineId} at rank {line.Rank} for {line.Units} units";

    static string Text(UnitTrail trail)
    {
        var supply = trail.Source?.SupplyRef is { } reference ? $" of supply {reference}" : "";
        var source = trail.Source is { } from
            ? $"{from.Cause} {from.Reference}{supply} ({from.Position})"
            : "not on the books";
        var cause = trail.Cause is null ? "" : $" ({trail.Cause})";
        var fate = trail.FateAt is null ? trail.Fate : $"{trail.Fate} at {trail.FateAt}{cause}";
        return $"{trail.Units} units at {trail.Site}: {source} -> taken at {trail.TakenAt} -> {fate}";
    }

    void Row(string name, string text) => output.WriteLine($"  {name,-9} {text}");
}
