using System.Diagnostics.CodeAnalysis;

namespace Backorders.Domain.State;

/// <summary>
/// The entries of one SKU in memory. Most SKUs have few kinds of them, so each structure is made on first use.
/// </summary>
internal sealed partial class InMemorySku(Sku sku, int number, SiteNumbers siteNumbers)
{
    const int Kinds = 4;
    const int Orders = 3;

    OrderedMap<Rank, WaitingValue>?[]? _waiting;
    ByOrder<OrderedMap<Rank, PromisedValue>?> _promised;
    // The sites that lines are bound to, or that units were taken back at: few.
    Site[] _sites = [];
    int _siteCount;

    public Sku Sku { get; } = sku;

    /// <summary>Its place in the order in which SKUs came: what names it without a reference.</summary>
    public int Number { get; } = number;

    public SkuHeader? Header { get; set; }

    public OrderedMap<NeedKey, byte>? WholeNeeds { get; set; }

    public OrderedMap<PendingKey, PendingCancellation>? Pending { get; set; }

    public OrderedMap<ExpiryKey, PendingCancellation>? PendingByExpiry { get; set; }

    public OrderedMap<Rank, WaitingValue>? FindWaiting(WaitingQueue queue)
    {
        if (queue.Kind is not (WaitingQueueKind.SitePartial or WaitingQueueKind.SiteWhole))
            return _waiting?[PlaceOf(queue)];
        var site = IndexOf(siteNumbers.Find(queue.Site));
        if (site < 0)
            return null;
        ref var maps = ref _sites[site].In(queue.Order);
        return queue.Kind == WaitingQueueKind.SitePartial ? maps.Partial : maps.Whole;
    }

    public OrderedMap<Rank, WaitingValue> OpenWaiting(WaitingQueue queue) => queue.Kind switch
    {
        WaitingQueueKind.SitePartial => OpenSite(queue.Site, queue.Order).Partial ??= new(),
        WaitingQueueKind.SiteWhole => OpenSite(queue.Site, queue.Order).Whole ??= new(),
        _ => (_waiting ??= new OrderedMap<Rank, WaitingValue>?[Kinds * Orders])[PlaceOf(queue)] ??= new(),
    };

    public ref OrderedMap<Rank, PromisedValue>? Promised(RankOrder order) => ref _promised[(int)order];

    ref SiteMaps OpenSite(SiteId site, RankOrder order) => ref OpenSite(siteNumbers.Of(site), order);

    ref SiteMaps OpenSite(int site, RankOrder order)
    {
        var index = IndexOf(site);
        if (index < 0)
        {
            if (_siteCount == _sites.Length)
                Array.Resize(ref _sites, _siteCount + Math.Max(_siteCount, 1));
            index = _siteCount++;
            _sites[index].Number = site;
        }
        return ref _sites[index].In(order);
    }

    int IndexOf(int site)
    {
        for (var index = 0; index < _siteCount; index++)
        {
            if (_sites[index].Number == site)
                return index;
        }
        return -1;
    }

    static int PlaceOf(WaitingQueue queue) => (int)queue.Order * Kinds + (int)queue.Kind;

    struct Site
    {
        public int Number;
        SiteMaps _undated;
        // Most lines have no requested date.
        SiteMaps[]? _dated;

        [UnscopedRef]
        public ref SiteMaps In(RankOrder order)
        {
            if (order == RankOrder.Undated)
                return ref _undated;
            return ref (_dated ??= new SiteMaps[Orders - 1])[(int)order - 1];
        }
    }

    struct SiteMaps
    {
        public OrderedMap<Rank, int>? Holders;
        public OrderedMap<Rank, WaitingValue>? Partial;
        public OrderedMap<Rank, WaitingValue>? Whole;
    }

    internal readonly record struct WaitingValue(int Slot, long Need);

    internal readonly record struct PromisedValue(int Slot, DateOnly Promise);

    internal readonly record struct NeedKey(long Need, int Slot) : IComparable<NeedKey>
    {
        public int CompareTo(NeedKey other) =>
            Need != other.Need ? Need.CompareTo(other.Need) : Slot.CompareTo(other.Slot);
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
