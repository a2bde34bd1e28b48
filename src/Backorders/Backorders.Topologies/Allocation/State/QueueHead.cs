using Backorders.Domain.Orders;
using Backorders.Domain.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// What is known of a waiting queue: every entry that ranks worse than where it begins, as far down as it was read.
/// </summary>
sealed class QueueHead(WaitingQueue queue)
{
    // Entries further down are not read for it; those that are put into it make it longer for a while.
    const int Most = 512;
    const int FirstRead = 64;

    WaitingEntry[] _entries = [];
    Rank? _from;
    bool _isStarted;
    bool _isComplete;
    bool _isLong;

    public WaitingQueue Queue => queue;

    /// <summary>The number of entries that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>As far as all is known; null for nothing.</summary>
    public Rank? ReadTo { get; private set; }

    /// <summary>How many entries to read when it is to grow.</summary>
    public int NextRead => Math.Clamp(Count, FirstRead, Most);

    /// <summary>Forgets all, to be read anew from after a rank on; null for the best.</summary>
    /// <param name="after">The rank.</param>
    /// <param name="isFirst">Whether nothing is known to stand before what follows it.</param>
    public void Restart(Rank? after, bool isFirst)
    {
        Array.Clear(_entries, 0, Count);
        Count = 0;
        ReadTo = after;
        _from = isFirst ? null : after;
        _isStarted = true;
        _isComplete = false;
        _isLong = false;
    }

    /// <summary>Whether what follows a rank begins within what is known, or right after it.</summary>
    public bool Reaches(Rank? after) => _isStarted && (_from is not { } from || after?.CompareTo(from) >= 0);

    /// <summary>
    /// Whether it is worth it to read on for a page after a rank; null for any. A queue that was too long once is read
    /// on when much of it has been served.
    /// </summary>
    public bool MayGrow(Rank? after) =>
        !_isComplete && Count < (_isLong ? Most / 2 : Most)
        && (after is not { } rank || ReadTo is { } to && rank.CompareTo(to) <= 0);

    /// <summary>Adds what follows <see cref="ReadTo"/>.</summary>
    /// <param name="entries">The entries as they were read.</param>
    /// <param name="last">Whether no more follow.</param>
    public void Append(ReadOnlySpan<WaitingEntry> entries, bool last)
    {
        Reserve(Count + entries.Length);
        entries.CopyTo(_entries.AsSpan(Count));
        Count += entries.Length;
        if (entries.Length > 0)
            ReadTo = entries[^1].Rank;
        _isComplete = last;
        _isLong |= Count >= Most && !last;
    }

    /// <summary>Reads a page, which is shorter only at the queue's end; false where that is not known.</summary>
    public bool TryRead(Rank? after, Span<WaitingEntry> page, out int count)
    {
        count = 0;
        if (!Reaches(after))
            return false;
        var first = after is { } rank ? IndexAfter(rank) : 0;
        if (Count - first < page.Length && !_isComplete)
            return false;
        count = Math.Min(Count - first, page.Length);
        _entries.AsSpan(first, count).CopyTo(page);
        return true;
    }

    /// <summary>
    /// Finds the worst entry that is better than a rank, null for none; no entry is better than
    /// <paramref name="notBefore"/>. False where that is not known.
    /// </summary>
    public bool TryFindAhead(Rank rank, Rank? notBefore, out WaitingEntry? entry)
    {
        entry = null;
        if (!_isStarted || !_isComplete && !(ReadTo is { } to && rank.CompareTo(to) <= 0))
            return false;
        var index = IndexAfter(rank.JustBefore());
        if (index > 0)
            entry = _entries[index - 1];
        return index > 0 || _from is not { } from || notBefore?.CompareTo(from) > 0;
    }

    /// <summary>Takes over an entry as it is stored.</summary>
    public void Put(in WaitingEntry entry)
    {
        if (!Knows(entry.Rank))
            return;
        var index = IndexAfter(entry.Rank.JustBefore());
        if (index == Count || _entries[index].Rank != entry.Rank)
        {
            Reserve(Count + 1);
            _entries.AsSpan(index, Count - index).CopyTo(_entries.AsSpan(index + 1));
            Count++;
        }
        _entries[index] = entry;
        if (Count > 2 * Most)
            Cut();
    }

    /// <summary>Takes over that an entry is deleted.</summary>
    public void Remove(Rank rank)
    {
        if (!Knows(rank))
            return;
        var index = IndexAfter(rank.JustBefore());
        if (index == Count || _entries[index].Rank != rank)
            return;
        Count--;
        _entries.AsSpan(index + 1, Count - index).CopyTo(_entries.AsSpan(index));
        _entries[Count] = default;
    }

    bool Knows(Rank rank) =>
        _isStarted && !(_from is { } from && rank.CompareTo(from) <= 0)
        && (_isComplete || ReadTo is { } to && rank.CompareTo(to) <= 0);

    void Cut()
    {
        Array.Clear(_entries, Most, Count - Most);
        Count = Most;
        ReadTo = _entries[Most - 1].Rank;
        _isComplete = false;
        _isLong = true;
    }

    void Reserve(int count)
    {
        if (count > _entries.Length)
            Array.Resize(ref _entries, Math.Max(count, 2 * _entries.Length));
    }

    int IndexAfter(Rank rank)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_entries[middle].Rank.CompareTo(rank) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
