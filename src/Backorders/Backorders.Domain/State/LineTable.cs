namespace Backorders.Domain.State;

/// <summary>
/// The lines of one SKU in numbered slots, found by a hash table of slots. Each line is referred to once, and the
/// sorted structures beside it name lines by slots: a million entries are nothing to the garbage collector.
/// </summary>
internal sealed class LineTable
{
    const int FirstRoom = 2;

    DemandLine?[] _lines = new DemandLine?[FirstRoom];
    Link[] _links = new Link[FirstRoom];
    // One more than the slot; the length is that of the slots, a power of two.
    int[] _buckets = new int[FirstRoom];
    int _firstFree = -1;
    int _used;
    OrderLineId _lastId;
    int _last = -1;

    public IEnumerable<DemandLine> All
    {
        get
        {
            for (var slot = 0; slot < _used; slot++)
            {
                if (_lines[slot] is { } line)
                    yield return line;
            }
        }
    }

    public DemandLine? Find(OrderLineId id) => SlotOf(id) is >= 0 and var slot ? _lines[slot] : null;

    public OrderLineId IdAt(int slot) => _lines[slot]!.Id;

    /// <summary>The slot of a line; negative when it is not there.</summary>
    public int SlotOf(OrderLineId id)
    {
        if (_last >= 0 && _lastId == id)
            return _last;
        var slot = SlotOf(id, id.GetHashCode());
        if (slot >= 0)
            (_lastId, _last) = (id, slot);
        return slot;
    }

    public void Put(DemandLine line)
    {
        var slot = SlotOf(line.Id);
        if (slot < 0)
        {
            slot = TakeSlot();
            Enter(slot, line.Id.GetHashCode());
            (_lastId, _last) = (line.Id, slot);
        }
        _lines[slot] = line;
    }

    public void Remove(OrderLineId id)
    {
        if (SlotOf(id) is >= 0 and var slot)
            RemoveAt(slot);
    }

    /// <summary>Removes the line of a slot.</summary>
    public void RemoveAt(int slot)
    {
        ref var link = ref _buckets[_links[slot].Hash & (_buckets.Length - 1)];
        while (link != slot + 1)
            link = ref _links[link - 1].Next;
        link = _links[slot].Next;
        _lines[slot] = null;
        _links[slot].Next = _firstFree;
        _firstFree = slot;
        _last = -1;
        _lastId = default;
    }

    int SlotOf(OrderLineId id, int hash)
    {
        for (var next = _buckets[hash & (_buckets.Length - 1)]; next != 0; next = _links[next - 1].Next)
        {
            if (_links[next - 1].Hash == hash && _lines[next - 1]!.Id == id)
                return next - 1;
        }
        return -1;
    }

    int TakeSlot()
    {
        if (_firstFree >= 0)
        {
            var free = _firstFree;
            _firstFree = _links[free].Next;
            return free;
        }
        if (_used == _lines.Length)
            Grow();
        return _used++;
    }

    void Grow()
    {
        Array.Resize(ref _lines, _used * 2);
        Array.Resize(ref _links, _used * 2);
        _buckets = new int[_used * 2];
        // There is no free slot, so each is one of a line.
        for (var slot = 0; slot < _used; slot++)
            Enter(slot, _links[slot].Hash);
    }

    void Enter(int slot, int hash)
    {
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _links[slot] = new() { Hash = hash, Next = bucket };
        bucket = slot + 1;
    }

    struct Link
    {
        public int Hash;
        public int Next;
    }
}
