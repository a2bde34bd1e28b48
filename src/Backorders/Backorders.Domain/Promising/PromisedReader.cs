using System.Numerics;

namespace Backorders.Domain.Promising;

/// <summary>
/// Reads the lines with a promise in rank order: those with and those without a requested date, of which each are read
/// only where there are some.
/// </summary>
internal sealed class PromisedReader
{
    readonly Pages _undated = new();
    readonly Pages _dated = new();
    Pages? _best;

    /// <summary>Nothing to read.</summary>
    public void Clear()
    {
        _undated.Clear();
        _dated.Clear();
        _best = null;
    }

    /// <summary>Begins after a rank; null for the best.</summary>
    public void Start(SkuSession session, Rank? after)
    {
        _undated.Start(session, RankOrder.Undated, after);
        _dated.Start(session, session.Header.DatedOrder, after);
        _best = null;
    }

    /// <summary>The next line, if there is one.</summary>
    public bool TryPeek(SkuSession session, out PromisedEntry entry)
    {
        // Both have read on before the caller changes what it has seen, so neither reads a change.
        var isUndated = _undated.TryPeek(session, out entry);
        _best = isUndated ? _undated : null;
        if (_dated.TryPeek(session, out var dated) && !(isUndated && entry.Rank.CompareTo(dated.Rank) < 0))
        {
            entry = dated;
            _best = _dated;
        }
        return _best is not null;
    }

    /// <summary>Goes on after the line that was peeked at.</summary>
    public void Skip() => _best!.Skip();

    sealed class Pages
    {
        const int LargestPage = 64;

        PromisedEntry[] _page = [];
        // Read at once: all, where they are few.
        int _size;
        RankOrder _order;
        int _index;
        int _count;
        bool _isLast;

        public void Clear()
        {
            _index = _count = 0;
            _isLast = true;
        }

        public void Start(SkuSession session, RankOrder order, Rank? after)
        {
            Clear();
            var promised = session.Header.PromisedIn(order);
            if (promised == 0)
                return;
            // One more than there are shows that there are no more.
            _size = (int)Math.Min(promised + 1, LargestPage);
            if (_page.Length < _size)
                _page = new PromisedEntry[BitOperations.RoundUpToPowerOf2((uint)_size)];
            _order = order;
            Read(session, after?.PlaceIn(order));
        }

        public bool TryPeek(SkuSession session, out PromisedEntry entry)
        {
            if (_index == _count && !_isLast)
                Read(session, _page[_count - 1].Rank.PlaceIn(_order));
            entry = _index < _count ? _page[_index] : default;
            return _index < _count;
        }

        public void Skip() => _index++;

        void Read(SkuSession session, Rank? after)
        {
            _count = session.State.ReadPromised(session.Sku, _order, after, _page.AsSpan(0, _size));
            _isLast = _count < _size;
            _index = 0;
            foreach (ref var entry in _page.AsSpan(0, _count))
                entry = entry with { Rank = entry.Rank.FromPlaceIn(_order, session.Header.RankedByDate) };
        }
    }
}
