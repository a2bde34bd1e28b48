using Backorders.Domain.Snapshots;

namespace Backorders.Replay.Explain;

/// <summary>
/// Replays what touches one SKU and keeps what is asked about. A SKU needs the commands of its own, the default
/// policies and the log time of its partition; nothing else of the log. Not thread-safe.
/// </summary>
internal sealed class SkuReplay
{
    readonly InMemoryAllocationState _state = new();
    readonly Allocator _allocator;
    readonly List<AllocationEvent> _events = [];
    readonly Func<OrderLineId, bool> _isWanted;

    public SkuReplay(Sku sku, Func<OrderLineId, bool> isWanted)
    {
        Sku = sku;
        _isWanted = isWanted;
        _allocator = new Allocator(_state);
        Lineage = new UnitLineage(isWanted);
    }

    public Sku Sku { get; }

    public UnitLineage Lineage { get; }

    /// <summary>What was said about the wanted lines, in order.</summary>
    public Dictionary<OrderLineId, List<AllocationEvent>> Told { get; } = [];

    /// <summary>The places of the wanted lines right after they were accepted.</summary>
    public Dictionary<OrderLineId, QueuePlace> Accepted { get; } = [];

    /// <summary>Told of every event of the SKU.</summary>
    public Action<AllocationEvent>? Listener { get; init; }

    public long LogTime => _state.Partition.LogTime;

    public void Pass(long timestamp)
    {
        if (timestamp <= 253_402_300_799_999 && timestamp > LogTime)
            _state.Partition = _state.Partition with { LogTime = timestamp };
    }

    public void Handle(LogRecord record)
    {
        _events.Clear();
        _allocator.Handle(record, _events);
        OrderLineId? accepted = null;
        foreach (var stated in _events)
        {
            if (stated.Header.Sku != Sku)
                continue;
            Lineage.Follow(stated);
            Listener?.Invoke(stated);
            if (LineOf(stated) is not { } line || !_isWanted(line))
                continue;
            if (!Told.TryGetValue(line, out var told))
                Told.Add(line, told = []);
            told.Add(stated);
            if (stated is DemandAccepted)
                accepted = line;
        }
        if (accepted is { } placed && _state.FindLine(Sku, placed) is { } found)
            Accepted[placed] = PlaceOf(found, PositionText.Of(record.Position));
    }

    /// <summary>The SKU as it is now; null without an event.</summary>
    public SkuSnapshot? Snapshot(int partition) =>
        _state.FindSku(Sku) is null ? null : SkuSnapshot.Of(partition, _state, Sku);

    /// <summary>The line as it is now; null when there is none or it is forgotten.</summary>
    public DemandLine? Find(OrderLineId line) =>
        _state.FindLine(Sku, line) is { } found && !(found.ForgetAt <= LogTime) ? found : null;

    public QueuePlace PlaceOf(DemandLine line, string? position)
    {
        var header = _state.FindSku(Sku)!;
        var policy = PolicyOf(header);
        var rank = line.RankWith(policy.SortsByRequestedDate);
        var (count, units, first) = Ahead(rank, policy.SortsByRequestedDate);
        return new(
            position, PositionText.OfTime(LogTime), PositionText.OfRank(rank), header.HasOwnPolicy ? "sku" : "default",
            policy.Version, Sites(line, header, policy), count, units, first);
    }

    public AllocationPolicy PolicyOf(SkuHeader header) =>
        (header.HasOwnPolicy ? _state.FindPolicy(Sku) : _state.FindPolicy(Sku.Partition)) ?? AllocationPolicy.Initial;

    public SkuHeader? Header => _state.FindSku(Sku);

    // From the lines, not from their queues: all are read anyway, and their order is that of the policy in force.
    (int Count, long Units, IReadOnlyList<WaitingView> First) Ahead(Rank rank, bool byDate)
    {
        const int Named = 5;
        List<(Rank Rank, DemandLine Line)> ahead = [];
        foreach (var line in _state.ReadLines(Sku))
        {
            var other = line.RankWith(byDate);
            if (line.Backordered > 0 && other.CompareTo(rank) < 0)
                ahead.Add((other, line));
        }
        ahead.Sort((left, right) => left.Rank.CompareTo(right.Rank));
        var first = ahead.Take(Named).Select(one => new WaitingView(
            one.Line.Id.OrderId, one.Line.Id.LineId, PositionText.OfRank(one.Rank), one.Line.Backordered));
        return (ahead.Count, ahead.Sum(one => one.Line.Backordered), [.. first]);
    }

    static IReadOnlyList<SiteView> Sites(DemandLine line, SkuHeader header, AllocationPolicy policy)
    {
        ImmutableArray<SiteId> eligible = line.BoundTo is { } bound
            ? [bound]
            : line.Sites.IsEmpty ? policy.SiteOrder : line.Sites;
        return [.. eligible.Select(site => SiteViews.Of(header, policy, site))];
    }

    static OrderLineId? LineOf(AllocationEvent stated) => stated switch
    {
        LineEvent line => line.Line,
        CommandRejected { OrderId: { } order, LineId: { } line } => new OrderLineId(order, line),
        _ => null,
    };
}
