namespace Backorders.Domain.Inventory;

/// <summary>
/// Reads the lines that hold units at a site from the worst-ranked upwards: those with and those without a requested
/// date, of which each are read only where there are some.
/// </summary>
internal sealed class HolderReader(SkuSession session, SiteId site)
{
    readonly Pages _undated = new(session, site, RankOrder.Undated);
    readonly Pages _dated = new(session, site, session.Header.DatedOrder);

    /// <summary>The next better line; false after the best.</summary>
    public bool TryNext(out OrderLineId line)
    {
        var next = _undated;
        var found = _undated.TryPeek(out var holder);
        if (_dated.TryPeek(out var dated) && !(found && holder.Rank.CompareTo(dated.Rank) > 0))
        {
            next = _dated;
            found = true;
            holder = dated;
        }
        line = holder.Line;
        next.Skip();
        return found;
    }

    sealed class Pages(SkuSession session, SiteId site, RankOrder order)
    {
        const int Size = 16;

        HolderEntry[] _page = [];
        Rank? _before;
        int _index;
        int _count;
        bool _isLast = session.Header.HoldingIn(order) == 0;

        public bool TryPeek(out HolderEntry holder)
        {
            if (_index == _count && !_isLast)
                Read();
            holder = _index < _count ? _page[_index] : default;
            return _index < _count;
        }

        public void Skip() => _index++;

        void Read()
        {
            if (_page.Length == 0)
                _page = new HolderEntry[Size];
            _count = session.State.ReadHoldersFromWorst(session.Sku, site, order, _before, _page);
            _isLast = _count < Size;
            _index = 0;
            foreach (ref var holder in _page.AsSpan(0, _count))
            {
                _before = holder.Rank;
                holder = holder with { Rank = holder.Rank.FromPlaceIn(order, session.Header.RankedByDate) };
            }
        }
    }
}
