namespace Backorders.Domain.State;

/// <summary>
/// The lines of one SKU in numbered slots, found by a hash table of slots. A line stands in its slot whole, without a
/// reference, and the sorted structures beside it name lines by slots: a million lines are nothing to the garbage
/// collector. Identifiers that are too long for a slot, or not ASCII, stand beside it.
/// </summary>
/// <remarks>A struct that stands in the object of its SKU, so that a look reads no more memory than it must.</remarks>
internal struct LineTable
{
    const int FirstRoom = 2;

    // One more than the slot; the length is that of the slots, a power of two.
    int[] _buckets = new int[FirstRoom];
    PackedLine[] _lines = new PackedLine[FirstRoom];
    Dictionary<int, OrderLineId>? _longIds;
    int _firstFree = -1;
    int _used;

    public LineTable()
    {
    }

    /// <summary>Slots are numbered from 0 up to this; some may be free.</summary>
    public readonly int Slots => _used;

    /// <summary>The line of a slot.</summary>
    public readonly ref PackedLine this[int slot] => ref _lines[slot];

    public readonly OrderLineId IdAt(int slot)
    {
        ref var line = ref _lines[slot];
        return line.Text.IsElsewhere ? _longIds![slot] : line.Text.Id;
    }

    /// <summary>The slot of a line; negative when it is not there.</summary>
    public readonly int SlotOf(OrderLineId id, int hash)
    {
        for (var next = _buckets[hash & (_buckets.Length - 1)]; next != 0; next = _lines[next - 1].Next)
        {
            ref var line = ref _lines[next - 1];
            if (line.Hash == hash && (line.Text.IsElsewhere ? _longIds![next - 1] == id : line.Text.Is(id)))
                return next - 1;
        }
        return -1;
    }

    /// <summary>Gives a slot to a line that is not there.</summary>
    public int Add(OrderLineId id, int hash)
    {
        var slot = TakeSlot();
        Enter(slot, hash);
        if (!_lines[slot].Text.TrySet(id))
            (_longIds ??= []).Add(slot, id);
        return slot;
    }

    /// <summary>Removes the line of a slot.</summary>
    public void RemoveAt(int slot)
    {
        ref var line = ref _lines[slot];
        ref var link = ref _buckets[line.Hash & (_buckets.Length - 1)];
        while (link != slot + 1)
            link = ref _lines[link - 1].Next;
        link = line.Next;
        if (line.Text.IsElsewhere)
            _longIds!.Remove(slot);
        line.Text = default;
        line.Next = _firstFree;
        _firstFree = slot;
    }

    int TakeSlot()
    {
        if (_firstFree >= 0)
        {
            var free = _firstFree;
            _firstFree = _lines[free].Next;
            return free;
        }
        if (_used == _lines.Length)
            Grow();
        return _used++;
    }

    void Grow()
    {
        Array.Resize(ref _lines, _used * 2);
        _buckets = new int[_used * 2];
        // There is no free slot, so each is one of a line.
        for (var slot = 0; slot < _used; slot++)
            Enter(slot, _lines[slot].Hash);
    }

    readonly void Enter(int slot, int hash)
    {
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _lines[slot].Hash = hash;
        _lines[slot].Next = bucket;
        bucket = slot + 1;
    }
}
