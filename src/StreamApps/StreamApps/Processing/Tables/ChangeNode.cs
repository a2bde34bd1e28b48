namespace StreamApps.Processing;

/// <summary>
/// A node that makes the changes of a table. With a record cache they are held back until the next commit, one for each
/// key.
/// </summary>
/// <param name="keySerde">
/// How keys are told apart in the cache; null for a table whose changes are never held back.
/// </param>
internal abstract class ChangeNode<TKeyIn, TValueIn, TKey, TValue>(ISerde<TKey>? keySerde)
    : OperatorNode<TKeyIn, TValueIn, TKey, Change<TValue>>
{
    ChangeCache<TKey, TValue>? _cache;

    /// <summary>True when changes are held back.</summary>
    protected bool IsCached => _cache is not null;

    public override void Init()
    {
        if (keySerde is null || Context.Options.Cache is not { } budget)
            return;
        _cache = new(this, Outlet, keySerde, budget, Context);
        Context.Caches.Add(_cache);
    }

    /// <summary>Sends a change on, now or at the next flush.</summary>
    protected void Emit(in Record<TKey, Change<TValue>> change)
    {
        if (_cache is null)
            Forward(change);
        else
            _cache.Add(change);
    }
}
