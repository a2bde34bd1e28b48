namespace Backorders.Domain.Promising;

/// <summary>The supplies that count for the promises of a SKU, by site, and what is left of them in a walk.</summary>
internal sealed class SupplyLanes
{
    // A SKU has a few sites: a walk over them is quicker than a hash of their names.
    readonly List<SupplyLane> _lanes = [];

    /// <summary>The number of sites that have had supply.</summary>
    public int Count => _lanes.Count;

    /// <summary>The number of sites with something left.</summary>
    public int Open { get; private set; }

    public SiteId SiteAt(int lane) => _lanes[lane].Site;

    /// <summary>The lanes as they are stored, at their beginning.</summary>
    public static SupplyLanes Load(SkuSession session)
    {
        var lanes = new SupplyLanes();
        if (session.Header.FirstSupplyDate is not { } first)
            return lanes;
        var room = new SupplyPage();
        Span<Supply> page = room;
        Supply? last = null;
        int count;
        do
        {
            count = session.State.ReadSuppliesByDate(session.Sku, first, last, page);
            foreach (var supply in page[..count])
            {
                if (!supply.Overdue)
                    lanes.Start(supply.Site).Grow(supply, supply.Quantity);
            }
            last = page[^1];
        }
        while (count == page.Length);
        return lanes;
    }

    public void Rewind()
    {
        Open = 0;
        foreach (var lane in _lanes)
        {
            lane.Rewind();
            Open += lane.IsEmpty ? 0 : 1;
        }
    }

    /// <summary>Goes to where each lane was.</summary>
    public void Seek(ReadOnlySpan<long> places)
    {
        Open = 0;
        for (var index = 0; index < _lanes.Count; index++)
        {
            _lanes[index].Seek(places[index]);
            Open += _lanes[index].IsEmpty ? 0 : 1;
        }
    }

    public void CopyTo(Span<long> places)
    {
        for (var index = 0; index < places.Length; index++)
            places[index] = _lanes[index].At;
    }

    /// <summary>Whether the lanes are at these places, and what is left is what it was there.</summary>
    public bool AreAsAt(ReadOnlySpan<long> places)
    {
        for (var index = 0; index < places.Length; index++)
        {
            var lane = _lanes[index];
            if (lane.At != places[index] || lane.At < lane.SameFrom)
                return false;
        }
        return true;
    }

    /// <summary>What is there now is what the next change is compared with.</summary>
    public void Settle()
    {
        foreach (var lane in _lanes)
            lane.SameFrom = long.MinValue;
    }

    /// <summary>The lanes of those of the sites that have one.</summary>
    public int[] Of(ReadOnlySpan<SiteId> sites)
    {
        List<int> found = [];
        foreach (var site in sites)
        {
            if (IndexOf(site) is >= 0 and var index)
                found.Add(index);
        }
        return [.. found];
    }

    public bool IsOpen(int lane) => !_lanes[lane].IsEmpty;

    public bool IsAnyOpen(int[] lanes)
    {
        foreach (var lane in lanes)
        {
            if (!_lanes[lane].IsEmpty)
                return true;
        }
        return false;
    }

    /// <summary>Takes what is left in the lanes, earliest first, until nothing is needed.</summary>
    /// <returns>The date of the supply that completed it; null when it is not complete.</returns>
    public DateOnly? Take(int[] lanes, long need)
    {
        while (Earliest(lanes) is { } lane)
        {
            var date = lane.Date;
            need -= lane.Take(need);
            if (lane.IsEmpty)
                Open--;
            if (need == 0)
                return date;
        }
        return null;
    }

    /// <summary>Takes units out of a supply that counts.</summary>
    public void Shrink(Supply supply, long units) => _lanes[IndexOf(supply.Site)].Shrink(supply, units);

    /// <summary>Adds units of a supply; false when its site has no lane or the lane no room.</summary>
    public bool Grow(Supply supply, long units) =>
        IndexOf(supply.Site) is >= 0 and var index && _lanes[index].Grow(supply, units);

    SupplyLane Start(SiteId site)
    {
        if (IndexOf(site) is >= 0 and var index)
            return _lanes[index];
        _lanes.Add(new(site));
        return _lanes[^1];
    }

    int IndexOf(SiteId site)
    {
        for (var index = 0; index < _lanes.Count; index++)
        {
            if (_lanes[index].Site == site)
                return index;
        }
        return -1;
    }

    SupplyLane? Earliest(int[] lanes)
    {
        SupplyLane? earliest = null;
        foreach (var index in lanes)
        {
            var lane = _lanes[index];
            if (!lane.IsEmpty && (earliest is null || lane.ComesBefore(earliest)))
                earliest = lane;
        }
        return earliest;
    }
}
