namespace Backorders.Domain.State;

/// <summary>
/// The lines of one SKU in numbered slots. The sorted structures beside it name a line by its slot, so that they hold
/// no references: a million entries are nothing to the garbage collector.
/// </summary>
internal sealed class LineTable
{
    readonly Dictionary<OrderLineId, int> _slots = [];
    DemandLine?[] _lines = new DemandLine?[2];
    int[] _free = [];
    int _freeCount;
    int _used;
    OrderLineId _lastId;
    int _last = -1;

    public int Count => _slots.Count;

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
        if (!_slots.TryGetValue(id, out var slot))
            return -1;
        (_lastId, _last) = (id, slot);
        return slot;
    }

    public void Put(DemandLine line)
    {
        var slot = SlotOf(line.Id);
        if (slot < 0)
        {
            slot = TakeSlot();
            _slots.Add(line.Id, slot);
            (_lastId, _last) = (line.Id, slot);
        }
        _lines[slot] = line;
    }

    public void Remove(OrderLineId id)
    {
        if (!_slots.Remove(id, out var slot))
            return;
        _lines[slot] = null;
        if (_freeCount == _free.Length)
            Array.Resize(ref _free, Math.Max(4, _freeCount * 2));
        _free[_freeCount++] = slot;
        _last = -1;
    }

    int TakeSlot()
    {
        if (_freeCount > 0)
            return _free[--_freeCount];
        if (_used == _lines.Length)
            Array.Resize(ref _lines, _used * 2);
        return _used++;
    }
}
