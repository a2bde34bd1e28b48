namespace Backorders.Domain.Allocation;

/// <content>
/// The line at work. Most records touch one line, several times: it is read once, what its events make of it is kept
/// here, and its entries move once, from where they were to where they are in the end. A line that is placed and
/// served in one command never stands in a queue.
/// </content>
internal sealed partial class SkuSession
{
    OrderLineId _lineId;
    DemandLine _line;
    // What its entries are made of; meaningful once it is changed.
    DemandLine _storedLine;
    bool _lineIsRead;
    bool _lineIsChanged;

    /// <summary>The line; null when there is none or its retention has ended.</summary>
    public DemandLine? FindLine(OrderLineId id)
    {
        TurnTo(id);
        return IsThere ? _line : null;
    }

    /// <summary>
    /// The line, where an event or an entry says that there is one. Valid until it is replaced or another is found.
    /// </summary>
    public ref readonly DemandLine GetLine(OrderLineId id)
    {
        TurnTo(id);
        if (!IsThere)
        {
            throw new InvalidOperationException(
                $"{Sku}: line {id}, which the record at {Record.Position} is about, is not there");
        }
        return ref _line;
    }

    /// <summary>Makes a line the one at work, whether it is there or not.</summary>
    public void TurnTo(OrderLineId id)
    {
        if (!_lineIsRead || _lineId != id)
            ReadLine(id);
    }

    /// <summary>
    /// Puts the line that was found last in another form. Totals and stock follow at once, entries when the next line
    /// is found, or at <see cref="FlushLine"/>.
    /// </summary>
    public void ReplaceLine(in DemandLine after)
    {
        LineTotals.Move(this, _line, after);
        if (!_lineIsChanged)
            _storedLine = _line;
        _line = after;
        _lineIsChanged = true;
    }

    /// <summary>
    /// Moves the entries of the line at work. To be called before entries are read that are not those of a line.
    /// </summary>
    public void FlushLine()
    {
        if (!_lineIsChanged)
            return;
        LineIndexes.Move(this, _storedLine, _line);
        _lineIsChanged = false;
    }

    bool IsThere => !_line.IsNone && !(_line.ForgetAt <= Record.LogTime);

    void ReadLine(OrderLineId id)
    {
        FlushLine();
        _lineId = id;
        _line = State.FindLine(Sku, id) ?? default;
        _lineIsRead = true;
    }

    void ForgetLine()
    {
        _line = default;
        _lineIsRead = false;
        _lineIsChanged = false;
    }
}
