namespace Backorders.Domain.Allocation;

/// <summary>
/// State as the fold of events: all of it but log time and the remembered event ids, which records move. Not
/// thread-safe.
/// </summary>
/// <param name="state">The state; the fold is its only writer.</param>
public sealed class EventFold(IAllocationState state)
{
    // Nothing is stated while events are applied.
    readonly List<AllocationEvent> _none = [];

    readonly RecordScope _record = new(state);
    SkuSession? _session;

    /// <summary>Applies an event. Events come in the order in which they were stated.</summary>
    /// <exception cref="InvalidOperationException">The event does not follow from the state.</exception>
    public void Apply(AllocationEvent stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        var header = stated.Header;
        _record.Open(header.Position, header.CausationId, header.LogTime, _none);
        if (header.Sku == Sku.Partition)
            _record.ApplyForPartition(stated);
        else
        {
            var session = _session ??= new SkuSession(_record);
            session.Open(header.Sku);
            session.EnsureRanked();
            Evolver.Apply(session, stated);
            session.EnsureRanked();
            session.Close();
        }
        _record.Partition = _record.Partition with { LogTime = state.Partition.LogTime };
        _record.Close();
    }
}
