namespace StreamApps.Processing;

/// <summary>The record cache: changes that tables hold back until a commit.</summary>
internal sealed partial class StreamTask
{
    /// <summary>
    /// Sends all changes that are held back, table after table in the order of declaration: what one sends may be held
    /// back by the next. Each is undone alone when it fails.
    /// </summary>
    void FlushCaches()
    {
        var metadata = _context.Metadata;
        foreach (var cache in _context.Caches)
        {
            while (cache.TryTake())
                Flush(cache);
        }
        _context.Metadata = metadata;
    }

    void Flush(IChangeCache cache)
    {
        BeginUnit(cache.Owner);
        try
        {
            cache.ForwardTaken();
            Complete();
        }
        catch (Exception error) when (IsOfRecord(error))
        {
            Undo();
            Handle(Describe(error), key: null, value: null, _context.Metadata.Headers);
        }
        HasUncommittedWork = true;
    }

    void ClearCaches()
    {
        foreach (var cache in _context.Caches)
            cache.Clear();
    }
}
