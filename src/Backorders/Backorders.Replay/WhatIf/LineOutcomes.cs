namespace Backorders.Replay.WhatIf;

/// <summary>How each line fared in the two readings. Not thread-safe.</summary>
internal sealed class LineOutcomes
{
    readonly Dictionary<(Sku, OrderLineId), Pair> _pairs = [];
    (Sku Sku, OrderLineId Line) _lastKey;
    Pair? _last;

    public IEnumerable<KeyValuePair<(Sku Sku, OrderLineId Line), Pair>> All => _pairs;

    // Most events of a record, in either reading, are about the line of the one before.
    public Pair Of(Sku sku, OrderLineId line)
    {
        if (_last is { } last && _lastKey.Line == line && _lastKey.Sku == sku)
            return last;
        _lastKey = (sku, line);
        if (!_pairs.TryGetValue(_lastKey, out _last))
            _pairs.Add(_lastKey, _last = new());
        return _last;
    }

    /// <summary>A line in the log as it was, and as it would be.</summary>
    internal sealed class Pair
    {
        LineOutcome _was;
        LineOutcome _would;

        public ref readonly LineOutcome Was => ref _was;

        public ref readonly LineOutcome Would => ref _would;

        /// <param name="reading">0 for the log as it was, 1 for the fork.</param>
        public ref LineOutcome At(int reading)
        {
            if (reading == 0)
                return ref _was;
            return ref _would;
        }
    }
}
