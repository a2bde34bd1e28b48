namespace Backorders.Replay.Explain;

/// <summary>Answers from the log why the lines of an order stand where they stand.</summary>
/// <param name="source">The log.</param>
public sealed class OrderExplainer(ICommandSource source)
{
    /// <summary>Explains an order.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="lineId">One of its lines; null for all.</param>
    /// <param name="until">
    /// Where to look from. A position counts in its own partition; lines in others are seen as of its log time.
    /// </param>
    /// <param name="cancelled">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The explanation; without lines when the log has none of the order.</returns>
    public OrderExplanation Explain(string orderId, string? lineId, LogPoint until, CancellationToken cancelled)
    {
        bool IsWanted(OrderLineId line) => line.OrderId == orderId && (lineId is null || line.LineId == lineId);
        var names = source.SkusOf(orderId, cancelled);
        if (until.Position is { } position && names.Count > 1)
            until = new(position, TimeAt(position, names, cancelled));
        List<SkuReplay> skus = [.. names.Select(name => new SkuReplay(new(name), IsWanted))];
        var replay = new LogReplay(skus, until);
        source.Read(names, replay, cancelled);
        replay.Complete();
        var lines = skus.OrderBy(sku => sku.Sku)
            .SelectMany(sku => sku.Told.Keys.Order().Select(line => Explain(sku, line)));
        return new(orderId, AtText(until), [.. lines]);
    }

    long? TimeAt(LogPosition position, IReadOnlySet<string> names, CancellationToken cancelled)
    {
        var replay = new LogReplay([], new(position, null));
        source.Read(names, replay, cancelled);
        return replay.Reached;
    }

    static LineExplanation Explain(SkuReplay sku, OrderLineId id)
    {
        var told = sku.Told[id];
        var stored = sku.Find(id);
        var counts = stored?.Counts ?? LastCounts(told);
        var status = told.Exists(stated => stated is DemandAccepted)
            ? counts.Backordered > 0 ? "waiting" : counts.Allocated > 0 ? "allocated" : "closed"
            : "unknown";
        var now = stored is { Open: > 0 } line ? sku.PlaceOf(line, null) : null;
        return new(
            id.LineId, sku.Sku.Value, status, LineAnswer.Of(sku, stored, now, told), counts,
            PositionText.OfDate(stored?.Promise), sku.Accepted.GetValueOrDefault(id), now,
            [.. told.Select(PromiseMoves.Of).OfType<PromiseMove>()], sku.Lineage.Of(id),
            [.. told.Select(EventTelling.Tell)]);
    }

    static LineCounts LastCounts(List<AllocationEvent> told)
    {
        LineCounts counts = default;
        foreach (var stated in told)
        {
            counts = stated switch
            {
                DemandAccepted e => e.After,
                UnitsAssigned e => e.After,
                AllocationReleased e => e.After,
                AllocationRevoked e => e.After,
                DemandCancelled e => e.After,
                DemandAmended e => e.After,
                ShipmentRecorded e => e.After,
                _ => counts,
            };
        }
        return counts;
    }

    static string? AtText(LogPoint until) => until.Position is { } position
        ? PositionText.Of(position)
        : until.Time is { } time ? PositionText.OfTime(time) : null;
}
