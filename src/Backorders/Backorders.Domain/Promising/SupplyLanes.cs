namespace Backorders.Domain.Promising;

/// <summary>
/// The supplies that count for promises, by site, each site's in (date, ref) order, and what is left of them.
/// </summary>
internal sealed class SupplyLanes
{
    const int PageSize = 16;

    // A SKU has a few sites: a walk over them is quicker than a hash of their names. Lanes are used again.
    readonly List<Lane> _lanes = [];
    readonly List<Lane> _eligible = [];
    readonly Supply[] _page = new Supply[PageSize];

    /// <summary>The number of sites with supply.</summary>
    public int Count { get; private set; }

    /// <summary>The number of sites with something left.</summary>
    public int Open { get; private set; }

    public SiteId SiteAt(int lane) => _lanes[lane].Site;

    public void Load(SkuSession session)
    {
        Count = 0;
        Open = 0;
        if (session.Header.FirstSupplyDate is not { } first)
            return;
        Supply? last = null;
        int count;
        do
        {
            count = session.State.ReadSuppliesByDate(session.Sku, first, last, _page);
            foreach (var supply in _page.AsSpan(0, count))
                Add(supply);
            last = _page[PageSize - 1];
        }
        while (count == PageSize);
    }

    public bool IsOpen(SiteId site) => Find(site) is { IsEmpty: false };

    /// <summary>
    /// Takes what is left, earliest first, from supplies at the sites until nothing is needed.
    /// </summary>
    /// <returns>The date of the supply that completed it; null when it is not complete.</returns>
    public DateOnly? Take(ReadOnlySpan<SiteId> sites, long need)
    {
        _eligible.Clear();
        foreach (var site in sites)
        {
            if (Find(site) is { IsEmpty: false } lane)
                _eligible.Add(lane);
        }
        while (_eligible.Count > 0)
        {
            var lane = Earliest();
            var date = lane.Date;
            need -= lane.Take(need);
            if (lane.IsEmpty)
            {
                Open--;
                _eligible.Remove(lane);
            }
            if (need == 0)
                return date;
        }
        return null;
    }

    void Add(Supply supply)
    {
        if (supply.Overdue)
            return;
        var lane = Find(supply.Site) ?? Start(supply.Site);
        lane.Add(supply);
    }

    Lane Start(SiteId site)
    {
        if (Count == _lanes.Count)
            _lanes.Add(new());
        Open++;
        var lane = _lanes[Count++];
        lane.Start(site);
        return lane;
    }

    Lane? Find(SiteId site)
    {
        for (var index = 0; index < Count; index++)
        {
            if (_lanes[index].Site == site)
                return _lanes[index];
        }
        return null;
    }

    Lane Earliest()
    {
        var earliest = _eligible[0];
        for (var index = 1; index < _eligible.Count; index++)
        {
            if (_eligible[index].ComesBefore(earliest))
                earliest = _eligible[index];
        }
        return earliest;
    }

    sealed class Lane
    {
        readonly List<Supply> _supplies = [];
        int _index;
        long _left;

        public SiteId Site { get; private set; }

        public bool IsEmpty => _index == _supplies.Count;

        public DateOnly Date => _supplies[_index].Date;

        public void Start(SiteId site)
        {
            Site = site;
            _supplies.Clear();
            _index = 0;
        }

        public void Add(Supply supply)
        {
            if (_supplies.Count == 0)
                _left = supply.Quantity;
            _supplies.Add(supply);
        }

        public bool ComesBefore(Lane other)
        {
            var mine = _supplies[_index];
            var theirs = other._supplies[other._index];
            return mine.Date != theirs.Date
                ? mine.Date < theirs.Date
                : Utf8Order.Compare(mine.Ref, theirs.Ref) < 0;
        }

        public long Take(long need)
        {
            var units = Math.Min(need, _left);
            _left -= units;
            if (_left == 0 && ++_index < _supplies.Count)
                _left = _supplies[_index].Quantity;
            return units;
        }
    }
}
