namespace Backorders.Domain.Allocation;

/// <summary>
/// Reads one stored queue in pages that grow, so that a short walk reads little and a long one rarely seeks. What it
/// gives are ranks under the policy.
/// </summary>
internal sealed class QueueReader
{
    const int FirstPage = 4;
    const int LargestPage = 1024;

    // Kept from walk to walk; a walk reads pages of _size.
    WaitingEntry[] _page = new WaitingEntry[FirstPage];
    int _size;
    int _index;
    int _count;
    bool _last;
    Rank? _after;

    public WaitingQueue Queue { get; private set; }

    public bool IsWhole => Queue.Kind is WaitingQueueKind.Whole or WaitingQueueKind.PolicyWhole
        or WaitingQueueKind.SiteWhole;

    public ref readonly WaitingEntry Head => ref _page[_index];

    /// <summary>Begins anew: with the best line that ranks worse than <paramref name="after"/>.</summary>
    public void Start(SkuSession session, WaitingQueue queue, Rank? after)
    {
        Queue = queue;
        _index = 0;
        _count = 0;
        _last = false;
        _size = FirstPage;
        // Whichever is further down: before it stands what was deleted.
        var first = session.Header.WaitingNotBefore(queue.Order)?.JustBefore();
        var place = after?.PlaceIn(queue.Order);
        _after = place is { } rank && !(first?.CompareTo(rank) > 0) ? place : first;
    }

    /// <summary>Makes <see cref="Head"/> the next entry; false at the end.</summary>
    public bool MoveNext(SkuSession session)
    {
        if (_index + 1 < _count)
        {
            _index++;
            return true;
        }
        if (_last)
            return false;
        if (_count > 0)
        {
            _after = _page[_count - 1].Rank.PlaceIn(Queue.Order);
            _size = Math.Min(_size * 4, LargestPage);
        }
        if (_size > _page.Length)
            _page = new WaitingEntry[_size];
        _count = session.State.ReadWaiting(session.Sku, Queue, _after, _page.AsSpan(0, _size));
        _last = _count < _size;
        _index = 0;
        if (session.Header.RankedByDate)
            RankByDate();
        return _count > 0;
    }

    void RankByDate()
    {
        foreach (ref var entry in _page.AsSpan(0, _count))
            entry = entry with { Rank = entry.Rank.FromPlaceIn(Queue.Order, sortsByDate: true) };
    }
}
