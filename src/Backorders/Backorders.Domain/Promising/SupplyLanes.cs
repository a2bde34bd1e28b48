namespace Backorders.Domain.Promising;

/// <summary>
/// The supplies that count for promises, by site, each site's in (date, ref) order, and what is left of them.
/// </summary>
internal sealed class SupplyLanes
{
    readonly Dictionary<SiteId, Lane> _lanes = [];
    readonly List<Lane> _eligible = [];

    public IEnumerable<SiteId> Sites => _lanes.Keys;

    /// <summary>The number of sites with something left.</summary>
    public int Open { get; private set; }

    public void Load(SkuSession session)
    {
        _lanes.Clear();
        Open = 0;
        if (session.Header.FirstSupplyDate is not { } first)
            return;
        foreach (var supply in SupplyBook.Between(session.State, session.Sku, first, DateOnly.MaxValue))
            Add(supply);
    }

    public bool IsOpen(SiteId site) => _lanes.TryGetValue(site, out var lane) && !lane.IsEmpty;

    /// <summary>
    /// Takes what is left, earliest first, from supplies at the sites until nothing is needed.
    /// </summary>
    /// <returns>The date of the supply that completed it; null when it is not complete.</returns>
    public DateOnly? Take(ImmutableArray<SiteId> sites, long need)
    {
        _eligible.Clear();
        foreach (var site in sites)
        {
            if (_lanes.TryGetValue(site, out var lane) && !lane.IsEmpty)
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
        if (!_lanes.TryGetValue(supply.Site, out var lane))
        {
            _lanes.Add(supply.Site, lane = new Lane());
            Open++;
        }
        lane.Add(supply);
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

        public bool IsEmpty => _index == _supplies.Count;

        public DateOnly Date => _supplies[_index].Date;

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
