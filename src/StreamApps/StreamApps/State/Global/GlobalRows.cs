namespace StreamApps.State;

/// <summary>The rows of one global table as bytes. For one thread.</summary>
internal sealed class GlobalRows(ITaskDatabase database, int store)
{
    readonly ScratchBuffer _value = new();

    /// <summary>Finds a row; the span is valid until the next call.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        _value.Clear();
        var found = database.TryGet(store, key, _value);
        value = _value.Span;
        return found;
    }

    public IStateIterator Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards) =>
        database.Scan(store, from, to, backwards);
}
