namespace Backorders.Domain.State;

/// <summary>The entries of one SKU in memory. Most SKUs have few kinds of them, so each structure is made on first use.</summary>
internal sealed class InMemorySku
{
    public SkuHeader? Header { get; set; }

    public Dictionary<OrderLineId, DemandLine> Lines { get; } = [];

    public Dictionary<WaitingQueue, OrderedMap<Rank, WaitingValue>> Waiting { get; } = [];

    public OrderedMap<NeedKey, byte>? WholeNeeds { get; set; }

    public Dictionary<SiteId, OrderedMap<Rank, OrderLineId>> Holders { get; } = [];

    public OrderedMap<Rank, PromisedValue>? Promised { get; set; }

    public Dictionary<string, Supply>? Supplies { get; set; }

    public OrderedMap<SupplyKey, Supply>? SuppliesByDate { get; set; }

    public OrderedMap<PendingKey, PendingCancellation>? Pending { get; set; }

    public OrderedMap<ExpiryKey, PendingCancellation>? PendingByExpiry { get; set; }

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
