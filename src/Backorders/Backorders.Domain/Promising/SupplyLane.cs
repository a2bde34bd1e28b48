namespace Backorders.Domain.Promising;

/// <summary>
/// The supplies of one site that count for promises, in (date, ref) order, and how far they are taken. Each unit has a
/// place: places are counted from the lane's beginning, which moves up when a supply shrinks, so that what comes after
/// it stays where it is.
/// </summary>
internal sealed class SupplyLane(SiteId site)
{
    readonly List<Supply> _supplies = [];
    int _index;
    long _left;
    long _begin;

    public SiteId Site { get; } = site;

    /// <summary>The place of the next unit to take.</summary>
    public long At { get; private set; }

    public bool IsEmpty => _index == _supplies.Count;

    /// <summary>The day of the next unit; only when there is one.</summary>
    public DateOnly Date => _supplies[_index].Date;

    /// <summary>From this place on the supplies are those of the last walk.</summary>
    public long SameFrom { get; set; } = long.MinValue;

    public void Rewind()
    {
        _index = 0;
        At = _begin;
        _left = IsEmpty ? 0 : _supplies[0].Quantity;
    }

    public void Seek(long place)
    {
        Rewind();
        while (At < place)
            Take(place - At);
    }

    /// <summary>Takes what is left of the next supply, up to so many.</summary>
    public long Take(long need)
    {
        var units = Math.Min(need, _left);
        _left -= units;
        At += units;
        if (_left == 0 && ++_index < _supplies.Count)
            _left = _supplies[_index].Quantity;
        return units;
    }

    /// <summary>Whether its next unit comes earlier than that of another lane; neither is empty.</summary>
    public bool ComesBefore(SupplyLane other) => Compare(_supplies[_index], other._supplies[other._index]) < 0;

    /// <summary>Takes units out of a supply.</summary>
    public void Shrink(Supply supply, long units)
    {
        var index = IndexOf(supply);
        var rest = _supplies[index].Quantity - units;
        _begin += units;
        SameFrom = Math.Max(SameFrom, PlaceOf(index));
        if (rest == 0)
            _supplies.RemoveAt(index);
        else
            _supplies[index] = supply with { Quantity = rest };
    }

    /// <summary>Adds units to a supply, or the supply; false when there are no places for them.</summary>
    public bool Grow(Supply supply, long units)
    {
        if (units > long.MaxValue - PlaceOf(_supplies.Count))
            return false;
        SameFrom = long.MaxValue;
        var index = IndexOf(supply);
        if (index >= 0)
            _supplies[index] = supply with { Quantity = _supplies[index].Quantity + units };
        else
            _supplies.Insert(~index, supply with { Quantity = units });
        return true;
    }

    static int Compare(Supply left, Supply right) =>
        left.Date != right.Date ? left.Date.CompareTo(right.Date) : Utf8Order.Compare(left.Ref, right.Ref);

    long PlaceOf(int index)
    {
        var place = _begin;
        for (var before = 0; before < index; before++)
            place += _supplies[before].Quantity;
        return place;
    }

    // Negative, and the complement of where it belongs, when it is not there. Most are added at the end.
    int IndexOf(Supply supply)
    {
        for (var index = _supplies.Count - 1; index >= 0; index--)
        {
            var order = Compare(_supplies[index], supply);
            if (order == 0)
                return index;
            if (order < 0)
                return ~(index + 1);
        }
        return ~0;
    }
}
