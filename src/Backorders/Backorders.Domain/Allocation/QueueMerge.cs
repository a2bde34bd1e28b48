namespace Backorders.Domain.Allocation;

/// <summary>
/// Walks several kinds of a SKU's waiting lines as one queue, in rank order, each line once. Of each kind it reads the
/// stored queues that make up the order of the policy; a line in several of them has the same rank in all.
/// </summary>
internal sealed class QueueMerge
{
    readonly List<QueueReader> _open = [];
    readonly Stack<QueueReader> _spare = new();

    /// <summary>Whether no line comes any more.</summary>
    public bool IsEmpty => _open.Count == 0;

    /// <summary>Whether lines that take partial fills may still come.</summary>
    public bool HasPartial
    {
        get
        {
            foreach (var reader in _open)
            {
                if (!reader.IsWhole)
                    return true;
            }
            return false;
        }
    }

    public void Clear()
    {
        foreach (var reader in _open)
            _spare.Push(reader);
        _open.Clear();
    }

    /// <summary>Reads a kind of lines as well: from the best on, or after a rank.</summary>
    public void Add(SkuSession session, WaitingQueueKind kind, SiteId site = default, Rank? after = null)
    {
        Open(session, new(kind, site, RankOrder.Undated), after);
        Open(session, new(kind, site, session.Header.DatedOrder), after);
    }

    // A queue in an order in which nobody waits costs nothing.
    void Open(SkuSession session, WaitingQueue queue, Rank? after)
    {
        if (session.Header.WaitingIn(queue.Order) == 0)
            return;
        var reader = _spare.Count > 0 ? _spare.Pop() : new QueueReader();
        reader.Start(session, queue, after);
        if (reader.MoveNext(session))
            _open.Add(reader);
        else
            _spare.Push(reader);
    }

    /// <summary>Stops reading a kind of lines; false when there were no more.</summary>
    public bool Drop(WaitingQueueKind kind, SiteId site = default)
    {
        var dropped = false;
        for (var index = _open.Count - 1; index >= 0; index--)
        {
            var queue = _open[index].Queue;
            if (queue.Kind != kind || queue.Site != site)
                continue;
            CloseAt(index);
            dropped = true;
        }
        return dropped;
    }

    /// <summary>The best-ranked line not yet returned.</summary>
    public bool TryNext(SkuSession session, out WaitingEntry entry, out WaitingQueueKind kind)
    {
        entry = default;
        kind = default;
        if (_open.Count == 0)
            return false;
        var best = _open[0];
        for (var index = 1; index < _open.Count; index++)
        {
            if (_open[index].Head.Rank.CompareTo(best.Head.Rank) < 0)
                best = _open[index];
        }
        entry = best.Head;
        kind = best.Queue.Kind;
        for (var index = _open.Count - 1; index >= 0; index--)
        {
            if (_open[index].Head.Rank == entry.Rank && !_open[index].MoveNext(session))
                CloseAt(index);
        }
        return true;
    }

    void CloseAt(int index)
    {
        _spare.Push(_open[index]);
        _open.RemoveAt(index);
    }
}
