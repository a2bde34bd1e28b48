namespace Backorders.Domain.State;

/// <summary>
/// Something about each of the lines of one SKU in numbered slots, found by a hash table of slots. It stands in its
/// slot whole, beside the line's id and without a reference, and other structures may name a line by its slot: a
/// million lines are nothing to the garbage collector. Identifiers that are too long for a slot, or not ASCII, stand
/// elsewhere.
/// </summary>
/// <remarks>A struct that stands in the object of its SKU, so that a look reads no more memory than it must.</remarks>
/// <typeparam name="TValue">What is known of a line.</typeparam>
internal struct LineTable<TValue>
    where TValue : struct
{
    const int FirstRoom = 2;

    // As many buckets as slots, a power of two: the head of each stands in the slot of its number.
    Slot[] _slots = new Slot[FirstRoom];
    // One less than there are: here, since the array is not in the cache yet when its bucket is asked for.
    int _mask = FirstRoom - 1;
    Dictionary<int, OrderLineId>? _longIds;
    int _firstFree = -1;
    int _used;

    public LineTable()
    {
    }

    /// <summary>Slots are numbered from 0 up to this; some may be free.</summary>
    public readonly int Slots => _used;

    /// <summary>What is known of the line of a slot; the default of a new one. Valid until a line is added.</summary>
    public readonly ref TValue this[int slot] => ref _slots[slot].Value;

    public readonly bool IsUsed(int slot) => !_slots[slot].Id.IsEmpty;

    public readonly OrderLineId IdAt(int slot)
    {
        ref var id = ref _slots[slot].Id;
        return id.IsElsewhere ? _longIds![slot] : id.Id;
    }

    /// <summary>The slot of a line; negative when it is not there.</summary>
    public readonly int SlotOf(OrderLineId id, int hash)
    {
        for (var next = Head(hash); next != 0; next = _slots[next - 1].Next)
        {
            ref var used = ref _slots[next - 1];
            if (used.Hash == hash && (used.Id.IsElsewhere ? _longIds![next - 1] == id : used.Id.Is(id)))
                return next - 1;
        }
        return -1;
    }

    /// <summary>The first step of a look to come: where the bucket of a hash begins.</summary>
    public readonly void PrefetchBucket(int hash) => CacheLines.Prefetch(_slots, hash & _mask);

    /// <summary>The second step: the first slot of the bucket, or the one that a new line would get.</summary>
    public readonly void PrefetchSlot(int hash)
    {
        var slot = Head(hash) is not 0 and var next ? next - 1 : _firstFree >= 0 ? _firstFree : _used;
        CacheLines.Prefetch(_slots, slot);
    }

    /// <summary>The first step of a removal to come: the slot.</summary>
    public readonly void Prefetch(int slot) => CacheLines.Prefetch(_slots, slot);

    /// <summary>The second step: the head of its bucket.</summary>
    public readonly void PrefetchRemoval(int slot) => PrefetchBucket(_slots[slot].Hash);

    /// <summary>Gives a slot to a line that is not there.</summary>
    public int Add(OrderLineId id, int hash)
    {
        var slot = TakeSlot();
        Enter(slot, hash);
        if (!_slots[slot].Id.TrySet(id))
            (_longIds ??= []).Add(slot, id);
        return slot;
    }

    /// <summary>Removes the line of a slot.</summary>
    public void RemoveAt(int slot)
    {
        ref var used = ref _slots[slot];
        ref var link = ref Head(used.Hash);
        while (link != slot + 1)
            link = ref _slots[link - 1].Next;
        link = used.Next;
        if (used.Id.IsElsewhere)
            _longIds!.Remove(slot);
        used = new() { Head = used.Head, Next = _firstFree };
        _firstFree = slot;
    }

    int TakeSlot()
    {
        if (_firstFree >= 0)
        {
            var free = _firstFree;
            _firstFree = _slots[free].Next;
            return free;
        }
        if (_used == _slots.Length)
            Grow();
        return _used++;
    }

    void Grow()
    {
        Array.Resize(ref _slots, _used * 2);
        _mask = _slots.Length - 1;
        // The new ones too: where new memory is read before it is written, each page of it costs two faults.
        foreach (ref var slot in _slots.AsSpan())
            slot.Head = 0;
        // There is no free slot, so each is one of a line.
        for (var slot = 0; slot < _used; slot++)
            Enter(slot, _slots[slot].Hash);
    }

    readonly void Enter(int slot, int hash)
    {
        ref var head = ref Head(hash);
        _slots[slot].Hash = hash;
        _slots[slot].Next = head;
        head = slot + 1;
    }

    readonly ref int Head(int hash) => ref _slots[hash & _mask].Head;

    struct Slot
    {
        // Of the bucket of this number, whatever is in the slot: one more than the first slot, or 0.
        public int Head;
        public int Hash;
        // Of a line: one more than the next slot of its bucket, or 0. Of a free slot: the next free one.
        public int Next;
        public PackedId Id;
        public TValue Value;
    }
}
