namespace StreamApps.Processing;

/// <summary>Holds changes back, the last one of each key, until stream time lets them go.</summary>
internal sealed class SuppressNode<TKey, TValue>(
    SuppressionStoreDescriptor<TKey, TValue> descriptor, SuppressSettings settings, TableTraits traits)
    : OperatorNode<TKey, Change<TValue>, TKey, Change<TValue>>
{
    SuppressionStore<TKey, TValue>? _held;

    public override void Init() => _held = (SuppressionStore<TKey, TValue>)Context.Stores!.Get(descriptor);

    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        var now = _held!.Observe(record.Timestamp);
        _held.Hold(settings.UntilClose ? ((IWindowBounds)record.Key!).End : record.Timestamp, record);
        while (_held.TryTake(now - settings.LimitMs, out var due))
            Release(due);
        while (_held.Count > settings.MaxRecords && _held.TryTake(long.MaxValue, out var oldest))
            Release(oldest);
    }

    void Release(in Record<TKey, Change<TValue>> held)
    {
        if (!held.Value.HasNew && settings.UntilClose)
            return;
        Forward(traits.OldValues ? held : held.WithValue(held.Value with { Old = default!, HasOld = false }));
    }
}
