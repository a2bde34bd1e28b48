namespace Backorders.Domain.State;

/// <summary>
/// The entries of one SKU in memory. Most SKUs have few kinds of them, so each structure is made on first use.
/// </summary>
internal sealed class InMemorySku(int number)
{
    readonly OrderedMap<Rank, WaitingValue>?[] _waiting = new OrderedMap<Rank, WaitingValue>?[4];
    readonly List<InMemorySite> _sites = [];

    /// <summary>Its place in the order in which SKUs came: what names it without a reference.</summary>
    public int Number { get; } = number;

    public SkuHeader? Header { get; set; }

    public LineTable Lines { get; } = new();

    public OrderedMap<NeedKey, byte>? WholeNeeds { get; set; }

    public OrderedMap<Rank, PromisedValue>? Promised { get; set; }

    public Dictionary<string, Supply>? Supplies { get; set; }

    public OrderedMap<SupplyKey, Supply>? SuppliesByDate { get; set; }

    public OrderedMap<PendingKey, PendingCancellation>? Pending { get; set; }

    public OrderedMap<ExpiryKey, PendingCancellation>? PendingByExpiry { get; set; }

    public OrderedMap<Rank, WaitingValue>? FindWaiting(WaitingQueue queue) => queue.Kind switch
    {
        WaitingQueueKind.SitePartial => FindSite(queue.Site)?.Partial,
        WaitingQueueKind.SiteWhole => FindSite(queue.Site)?.Whole,
        _ => _waiting[(int)queue.Kind],
    };

    public OrderedMap<Rank, WaitingValue> OpenWaiting(WaitingQueue queue) => queue.Kind switch
    {
        WaitingQueueKind.SitePartial => OpenSite(queue.Site).Partial ??= new(),
        WaitingQueueKind.SiteWhole => OpenSite(queue.Site).Whole ??= new(),
        _ => _waiting[(int)queue.Kind] ??= new(),
    };

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
        public SiteId Site { get; } = site;

        public OrderedMap<Rank, int>? Holders { get; set; }

        public OrderedMap<Rank, WaitingValue>? Partial { get; set; }

        public OrderedMap<Rank, WaitingValue>? Whole { get; set; }
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
