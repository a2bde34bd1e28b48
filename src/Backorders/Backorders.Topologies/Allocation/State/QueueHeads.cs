using Backorders.Domain.Allocation;
using Backorders.Domain.Orders;
using Backorders.Domain.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// The heads of the waiting queues of the SKUs that came last, in memory and within a bound: a queue that was read once
/// need not be looked for in the store again. Each SKU's are known to be those of a state of it, by its sequence; when
/// the store went back to another one they are read anew.
/// </summary>
sealed class QueueHeads
{
    // Of about 150 bytes, twice: those in use, and those of the time before.
    const int MostEntries = 16_384;
    const int EntriesOfSku = 4;

    static readonly SkuHeader s_none = new();

    Dictionary<Sku, SkuHeads> _recent = [];
    Dictionary<Sku, SkuHeads> _older = [];
    int _entries;
    SkuHeads? _open;
    SkuHeader _header = s_none;

    /// <summary>Turns to a SKU, as its header was read; null for one that has none yet.</summary>
    public void Open(Sku sku, SkuHeader? stored)
    {
        var header = _header = stored ?? s_none;
        _open = null;
        if (_recent.TryGetValue(sku, out var heads))
        {
            if (heads.Fits(header))
                _open = heads;
            else
                Forget(sku, heads);
        }
        else if (_older.Remove(sku, out heads) && heads.Fits(header))
        {
            Keep(_open = heads);
        }
        if (_open is null)
            Keep(_open = new SkuHeads(sku, header));
    }

    /// <summary>What a SKU's entries were changed to belongs to the header that is stored now.</summary>
    public void Stored(Sku sku, SkuHeader header)
    {
        if (_open?.Sku != sku)
            return;
        _open.Settle(header);
        _entries += _open.Recount();
    }

    /// <summary>Leaves the SKU: what the store holds may have gone back to an earlier state.</summary>
    public void Close() => _open = null;

    /// <summary>The head of a queue, empty when it was not read; null for another SKU than the one at work.</summary>
    public QueueHead? Find(Sku sku, WaitingQueue queue) => _open?.Sku == sku ? _open.Find(queue) : null;

    /// <summary>
    /// Whether no entry of the SKU at work stands at a rank of an order or before it; null for the very first.
    /// </summary>
    public bool IsBeforeAll(RankOrder order, Rank? rank) =>
        rank is not { } last || _header.WaitingNotBefore(order) is { } first && last.CompareTo(first) < 0;

    /// <summary>The head of a queue that is about to be changed, when it was read.</summary>
    public QueueHead? FindToChange(Sku sku, WaitingQueue queue)
    {
        if (_open?.Sku == sku)
            return _open.FindToChange(queue);
        _older.Remove(sku);
        if (_recent.TryGetValue(sku, out var heads))
            Forget(sku, heads);
        return null;
    }

    void Keep(SkuHeads heads)
    {
        if (_entries > MostEntries)
        {
            _older = _recent;
            _recent = [];
            _entries = 0;
        }
        _recent.Add(heads.Sku, heads);
        heads.Counted = 0;
        _entries += heads.Recount();
    }

    void Forget(Sku sku, SkuHeads heads)
    {
        _entries -= heads.Counted;
        _recent.Remove(sku);
    }

    sealed class SkuHeads(Sku sku, SkuHeader header)
    {
        readonly List<QueueHead> _queues = [];
        long _sequence = header.Sequence;
        bool _isChanged;

        public Sku Sku => sku;

        public int Counted { get; set; }

        public bool Fits(SkuHeader header) => !_isChanged && _sequence == header.Sequence;

        public void Settle(SkuHeader header)
        {
            _sequence = header.Sequence;
            _isChanged = false;
        }

        /// <summary>By how many entries it has grown since they were counted.</summary>
        public int Recount()
        {
            var before = Counted;
            Counted = EntriesOfSku;
            foreach (var queue in _queues)
                Counted += 1 + queue.Count;
            return Counted - before;
        }

        public QueueHead Find(WaitingQueue queue)
        {
            foreach (var head in _queues)
            {
                if (head.Queue == queue)
                    return head;
            }
            var added = new QueueHead(queue);
            _queues.Add(added);
            return added;
        }

        public QueueHead? FindToChange(WaitingQueue queue)
        {
            _isChanged = true;
            foreach (var head in _queues)
            {
                if (head.Queue == queue)
                    return head;
            }
            return null;
        }
    }
}
