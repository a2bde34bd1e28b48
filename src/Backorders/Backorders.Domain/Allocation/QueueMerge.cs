namespace Backorders.Domain.Allocation;

/// <summary>
/// Walks several queues of a SKU as one, in rank order, each line once. A line in several queues has the same rank in
/// all of them.
/// </summary>
internal sealed class QueueMerge
{
    readonly List<QueueReader> _open = [];
    readonly Stack<QueueReader> _spare = new();

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

    /// <summary>Reads a queue as well: from its best line on, or after a rank.</summary>
    public void Add(SkuSession session, WaitingQueue queue, Rank? after = null)
    {
        var reader = _spare.Count > 0 ? _spare.Pop() : new QueueReader();
        reader.Start(session, queue, after);
        if (reader.MoveNext(session))
            _open.Add(reader);
        else
            _spare.Push(reader);
    }

    /// <summary>Stops reading a queue; false when it was at its end.</summary>
    public bool Drop(WaitingQueue queue)
    {
        for (var index = 0; index < _open.Count; index++)
        {
            if (_open[index].Queue == queue)
            {
                CloseAt(index);
                return true;
            }
        }
        return false;
    }

    /// <summary>The best-ranked line not yet returned.</summary>
    public bool TryNext(SkuSession session, out WaitingEntry entry, out WaitingQueue queue)
    {
        entry = default;
        queue = default;
        if (_open.Count == 0)
            return false;
        var best = _open[0];
        for (var index = 1; index < _open.Count; index++)
        {
            if (_open[index].Head.Rank.CompareTo(best.Head.Rank) < 0)
                best = _open[index];
        }
        entry = best.Head;
        queue = best.Queue;
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
