namespace Backorders.Domain.State;

/// <summary>
/// The entries of one SKU in memory. Most SKUs have few kinds of them, so each structure is made on first use.
/// </summary>
internal sealed class InMemorySku(int number)
{
    const int Kinds = 4;

    readonly OrderedMap<Rank, WaitingValue>?[] _waiting = new OrderedMap<Rank, WaitingValue>?[3 * Kinds];
    readonly List<InMemorySite> _sites = [];
    ByOrder<OrderedMap<Rank, PromisedValue>?> _promised;

    /// <summary>Its place in the order in which SKUs came: what names it without a reference.</summary>
    public int Number { get; } = number;

    public SkuHeader? Header { get; set; }

    public LineTable Lines { get; } = new();

    public OrderedMap<NeedKey, byte>? WholeNeeds { get; set; }

    public Dictionary<string, Supply>? Supplies { get; set; }

    public OrderedMap<SupplyKey, Supply>? SuppliesByDate { get; set; }

    public OrderedMap<PendingKey, PendingCancellation>? Pending { get; set; }

    public OrderedMap<ExpiryKey, PendingCancellation>? PendingByExpiry { get; set; }

    public OrderedMap<Rank, WaitingValue>? FindWaiting(WaitingQueue queue) => queue.Kind switch
    {
        WaitingQueueKind.SitePartial => FindSite(queue.Site)?.Partial(queue.Order),
        WaitingQueueKind.SiteWhole => FindSite(queue.Site)?.Whole(queue.Order),
        _ => _waiting[(int)queue.Order * Kinds + (int)queue.Kind],
    };

    public OrderedMap<Rank, WaitingValue> OpenWaiting(WaitingQueue queue) => queue.Kind switch
    {
        WaitingQueueKind.SitePartial => OpenSite(queue.Site).Partial(queue.Order) ??= new(),
        WaitingQueueKind.SiteWhole => OpenSite(queue.Site).Whole(queue.Order) ??= new(),
        _ => _waiting[(int)queue.Order * Kinds + (int)queue.Kind] ??= new(),
    };

    public ref OrderedMap<Rank, PromisedValue>? Promised(RankOrder order) => ref _promised[(int)order];

    // A SKU has a few sites: a walk over them is quicker than a hash of their names.
    public InMemorySite? FindSite(SiteId site)
    {
        foreach (var entry in _sites)
        {
            if (entry.Site == site)
                return entry;
        }
        return null;
    }

    public InMemorySite OpenSite(SiteId site)
    {
        if (FindSite(site) is { } entry)
            return entry;
        entry = new InMemorySite(site);
        _sites.Add(entry);
        return entry;
    }

    internal sealed class InMemorySite(SiteId site)
    {
        ByOrder<OrderedMap<Rank, int>?> _holders;
        ByOrder<OrderedMap<Rank, WaitingValue>?> _partial;
        ByOrder<OrderedMap<Rank, WaitingValue>?> _whole;

        public SiteId Site { get; } = site;

        public ref OrderedMap<Rank, int>? Holders(RankOrder order) => ref _holders[(int)order];

        public ref OrderedMap<Rank, WaitingValue>? Partial(RankOrder order) => ref _partial[(int)order];

        public ref OrderedMap<Rank, WaitingValue>? Whole(RankOrder order) => ref _whole[(int)order];
    }

    internal readonly record struct WaitingValue(int Slot, long Need);

    internal readonly record struct PromisedValue(int Slot, DateOnly Promise);

    internal readonly record struct NeedKey(long Need, int Slot) : IComparable<NeedKey>
    {
        public int CompareTo(NeedKey other) =>
            Need != other.Need ? Need.CompareTo(other.Need) : Slot.CompareTo(other.Slot);
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
