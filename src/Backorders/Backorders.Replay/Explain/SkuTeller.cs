namespace Backorders.Replay.Explain;

/// <summary>Tells the story of a SKU from the log.</summary>
/// <param name="source">The log.</param>
public sealed class SkuTeller(ICommandSource source)
{
    const int Named = 5;

    /// <summary>Tells it.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="until">Where to look from.</param>
    /// <param name="lastEvents">At most so many events, the last ones.</param>
    /// <param name="cancelled">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The story; null when the log has nothing of the SKU.</returns>
    public SkuStory? Tell(string sku, LogPoint until, int lastEvents, CancellationToken cancelled)
    {
        Queue<AllocationEvent> last = new();
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        var replay = new SkuReplay(new(sku), _ => false)
        {
            Listener = stated =>
            {
                counts[stated.Type] = counts.GetValueOrDefault(stated.Type) + 1;
                last.Enqueue(stated);
                if (last.Count > lastEvents)
                    last.Dequeue();
            },
        };
        var log = new LogReplay([replay], until);
        source.Read(new HashSet<string>(StringComparer.Ordinal) { sku }, log, cancelled);
        log.Complete();
        if (log.PartitionOf(replay.Sku) is not { } partition || replay.Snapshot(partition) is not { } now)
            return null;
        var waiting = now.Lines.Where(line => line.Backordered > 0).ToList();
        return new(
            sku, partition, PositionText.OfTime(replay.LogTime), now.OwnPolicy ? "sku" : "default", now.Policy.Version,
            [.. now.Policy.SiteOrder.Union(now.Sites.Select(one => one.Site))
                .Select(site => SiteViews.Of(replay.Header!, now.Policy, site))],
            waiting.Count, waiting.Sum(line => line.Backordered),
            [.. waiting.Take(Named).Select(line => new WaitingView(
                line.Id.OrderId, line.Id.LineId,
                PositionText.OfRank(line.RankWith(now.Policy.SortsByRequestedDate)), line.Backordered))],
            [.. now.Supplies.Select(one => new SupplyView(
                one.Ref, one.Site.Value, one.Quantity, PositionText.OfDate(one.Date)!, one.Overdue))],
            counts, [.. last.Select(EventTelling.Tell)]);
    }
}
