namespace Backorders.Domain.Allocation;

/// <content>
/// The line at work. Most records touch one line, several times: it is read once, what its events make of it is kept
/// here, and its entries move once, from where they were to where they are in the end. A line that is placed and
/// served in one command never stands in a queue.
/// </content>
internal sealed partial class SkuSession
{
    OrderLineId _lineId;
    DemandLine? _storedLine;
    DemandLine? _line;
    bool _lineIsRead;

    /// <summary>The line; null when there is none or its retention has ended.</summary>
    public DemandLine? FindLine(OrderLineId id)
    {
        if (!_lineIsRead || _lineId != id)
            ReadLine(id);
        return _line?.ForgetAt <= Record.LogTime ? null : _line;
    }

    /// <summary>The line as it is stored, its retention ended or not.</summary>
    public DemandLine? FindStoredLine(OrderLineId id)
    {
        if (!_lineIsRead || _lineId != id)
            ReadLine(id);
        return _line;
    }

    /// <summary>
    /// Puts the line that was found last in another form. Totals and stock follow at once, entries when the next line
    /// is found, or at <see cref="FlushLine"/>.
    /// </summary>
    public void ReplaceLine(DemandLine after)
    {
        LineTotals.Move(this, _line, after);
        _line = after;
    }

    /// <summary>
    /// Moves the entries of the line at work. To be called before entries are read that are not those of a line.
    /// </summary>
    public void FlushLine()
    {
        if (_line is null || ReferenceEquals(_line, _storedLine))
            return;
        LineIndexes.Move(this, _storedLine, _line);
        _storedLine = _line;
    }

    void ReadLine(OrderLineId id)
    {
        FlushLine();
        _lineId = id;
        _line = _storedLine = State.FindLine(Sku, id);
        _lineIsRead = true;
    }

    void ForgetLine()
    {
        _line = _storedLine = null;
        _lineIsRead = false;
    }
}
