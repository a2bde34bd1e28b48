namespace Backorders.Domain.State;

/// <summary>
/// The entries of one SKU in memory. Most SKUs have few kinds of them, so each structure is made on first use.
/// </summary>
internal sealed class InMemorySku
{
    public SkuHeader? Header { get; set; }

    public Dictionary<OrderLineId, DemandLine> Lines { get; } = [];

    // The queues without a site are looked up all the time, so they have a slot each.
    readonly OrderedMap<Rank, WaitingValue>?[] _waiting = new OrderedMap<Rank, WaitingValue>?[4];
    readonly Dictionary<WaitingQueue, OrderedMap<Rank, WaitingValue>> _waitingAtSites = [];

    public OrderedMap<NeedKey, byte>? WholeNeeds { get; set; }

    public Dictionary<SiteId, OrderedMap<Rank, OrderLineId>> Holders { get; } = [];

    public OrderedMap<Rank, PromisedValue>? Promised { get; set; }

    public Dictionary<string, Supply>? Supplies { get; set; }

    public OrderedMap<SupplyKey, Supply>? SuppliesByDate { get; set; }

    public OrderedMap<PendingKey, PendingCancellation>? Pending { get; set; }

    public OrderedMap<ExpiryKey, PendingCancellation>? PendingByExpiry { get; set; }

    public OrderedMap<Rank, WaitingValue>? FindWaiting(WaitingQueue queue) => (int)queue.Kind < _waiting.Length
        ? _waiting[(int)queue.Kind]
        : _waitingAtSites.GetValueOrDefault(queue);

    public OrderedMap<Rank, WaitingValue> OpenWaiting(WaitingQueue queue)
    {
        if (FindWaiting(queue) is { } map)
            return map;
        map = new();
        if ((int)queue.Kind < _waiting.Length)
            _waiting[(int)queue.Kind] = map;
        else
            _waitingAtSites.Add(queue, map);
        return map;
    }

    internal readonly record struct WaitingValue(OrderLineId Line, long Need);

    internal readonly record struct PromisedValue(OrderLineId Line, DateOnly Promise);

    internal readonly record struct NeedKey(long Need, OrderLineId Line) : IComparable<NeedKey>
    {
        public int CompareTo(NeedKey other) =>
            Need != other.Need ? Need.CompareTo(other.Need) : Line.CompareTo(other.Line);
    }

    internal readonly record struct SupplyKey(DateOnly Date, string Ref) : IComparable<SupplyKey>
    {
        public int CompareTo(SupplyKey other) =>
            Date != other.Date ? Date.CompareTo(other.Date) : Utf8Order.Compare(Ref, other.Ref);
    }

    internal readonly record struct PendingKey(OrderLineId Line, long PendedOffset) : IComparable<PendingKey>
    {
        public int CompareTo(PendingKey other)
        {
            var byLine = Line.CompareTo(other.Line);
            return byLine != 0 ? byLine : PendedOffset.CompareTo(other.PendedOffset);
        }
    }

    internal readonly record struct ExpiryKey(long ExpiresAt, long PendedOffset) : IComparable<ExpiryKey>
    {
        public int CompareTo(ExpiryKey other) => ExpiresAt != other.ExpiresAt
            ? ExpiresAt.CompareTo(other.ExpiresAt)
            : PendedOffset.CompareTo(other.PendedOffset);
    }
}
