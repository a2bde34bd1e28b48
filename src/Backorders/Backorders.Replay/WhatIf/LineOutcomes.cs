namespace Backorders.Replay.WhatIf;

/// <summary>
/// How each line fared in the two readings, without a reference for each line: they are kept to the end of the log, and
/// the garbage collector would go over them all the time. Not thread-safe.
/// </summary>
internal sealed class LineOutcomes
{
    // About what the object of a SKU takes.
    const int SkuBytes = 48;

    readonly Dictionary<string, SkuOutcomes> _skus = new(StringComparer.Ordinal);
    readonly ComingCommands<SkuOutcomes> _coming = new();
    SkuOutcomes? _last;
    OrderLineId _lastLine;
    int _lastSlot;

    /// <summary>Says that a command will be handled soon, with the hash of its line.</summary>
    public void Prefetch(AllocationCommand command, int lineHash)
    {
        _skus.TryGetValue(command.Sku ?? "", out var outcomes);
        CacheLines.Prefetch(outcomes, SkuBytes);
        _coming.Add(command, outcomes, lineHash);
        PrefetchBucket(_coming.Before(1));
        PrefetchSlot(_coming.Before(2));
    }

    /// <summary>How a line fares in a reading. Valid until it is asked for another line.</summary>
    /// <param name="sku">Its SKU.</param>
    /// <param name="line">The line.</param>
    /// <param name="reading">0 for the log as it was, 1 for the fork.</param>
    public ref LineOutcome Of(Sku sku, OrderLineId line, int reading)
    {
        // Most events of a record, in either reading, are about the line of the one before.
        if (_last is null || _lastLine != line || _last.Sku != sku)
            Turn(sku, line);
        ref var pair = ref _last!.Lines[_lastSlot];
        if (reading == 0)
            return ref pair.Was;
        return ref pair.Would;
    }

    /// <summary>Calls for each line.</summary>
    public void Visit(Action<Sku, OrderLineId, LinePair> visit)
    {
        foreach (var sku in _skus.Values)
        {
            for (var slot = 0; slot < sku.Lines.Slots; slot++)
                visit(sku.Sku, sku.Lines.IdAt(slot), sku.Lines[slot]);
        }
    }

    void Turn(Sku sku, OrderLineId line)
    {
        if (_last?.Sku != sku)
            _last = _coming.EntriesOf(sku) ?? Open(sku);
        var hash = _coming.HashOf(line);
        _lastLine = line;
        _lastSlot = _last!.Lines.SlotOf(line, hash);
        if (_lastSlot < 0)
            _lastSlot = _last.Lines.Add(line, hash);
    }

    static void PrefetchBucket(in ComingCommand<SkuOutcomes> coming) =>
        coming.Entries?.Lines.PrefetchBucket(coming.LineHash);

    static void PrefetchSlot(in ComingCommand<SkuOutcomes> coming) =>
        coming.Entries?.Lines.PrefetchSlot(coming.LineHash);

    SkuOutcomes Open(Sku sku)
    {
        if (!_skus.TryGetValue(sku.Value, out var outcomes))
            _skus.Add(sku.Value, outcomes = new SkuOutcomes(sku));
        return outcomes;
    }

    sealed class SkuOutcomes(Sku sku)
    {
        LineTable<LinePair> _lines = new();

        public Sku Sku { get; } = sku;

        public ref LineTable<LinePair> Lines => ref _lines;
    }
}

/// <summary>A line in the log as it was, and as it would be.</summary>
internal struct LinePair
{
    public LineOutcome Was;
    public LineOutcome Would;
}
