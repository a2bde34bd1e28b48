namespace Backorders.Domain.State;

/// <content>The lines.</content>
public sealed partial class InMemoryAllocationState
{
    // Most calls of a record are about one line. Noted here and not with its SKU: the id is as young as its command,
    // and the collector looks at each old object that was given a young one.
    InMemorySku? _lineSku;
    OrderLineId _lineId;
    int _lineHash;
    int _lineSlot;

    /// <inheritdoc/>
    public DemandLine? FindLine(Sku sku, OrderLineId line) =>
        Find(sku) is { } entries && SlotOf(entries, line) is >= 0 and var slot ? entries.LineAt(slot, line) : null;

    /// <inheritdoc/>
    public void PutLine(Sku sku, in DemandLine line)
    {
        var entries = Open(sku);
        var slot = SlotOf(entries, line.Id);
        _lineSlot = entries.PutLine(slot, _lineHash, line);
    }

    /// <inheritdoc/>
    public void RemoveLine(Sku sku, OrderLineId line)
    {
        if (Find(sku) is { } entries && SlotOf(entries, line) is >= 0 and var slot)
            RemoveLineAt(entries, slot);
    }

    /// <inheritdoc/>
    public IEnumerable<DemandLine> ReadLines(Sku sku) => Find(sku) is { } entries ? entries.Lines : [];

    int SlotOf(InMemorySku entries, OrderLineId line)
    {
        if (ReferenceEquals(_lineSku, entries) && _lineId == line)
            return _lineSlot;
        (_lineSku, _lineId, _lineHash) = (entries, line, _coming.HashOf(line));
        return _lineSlot = entries.SlotOf(line, _lineHash);
    }

    void RemoveLineAt(InMemorySku entries, int slot)
    {
        entries.RemoveLineAt(slot);
        _lineSku = null;
    }
}
