namespace Backorders.Replay.WhatIf;

/// <summary>One reading of a partition's log: an allocator, and how each line fared. Not thread-safe.</summary>
internal sealed class Reading
{
    readonly InMemoryAllocationState _state = new();
    readonly Allocator _allocator;
    readonly List<AllocationEvent> _events = [];

    public Reading() => _allocator = new Allocator(_state);

    public Dictionary<(Sku, OrderLineId), LineOutcome> Lines { get; } = [];

    public long LogTime => _state.Partition.LogTime;

    /// <summary>The version of the policy of a scope; 0 when it has none.</summary>
    public long VersionOf(string scope) => _state.FindPolicy(new(scope))?.Version ?? 0;

    public IReadOnlyList<AllocationEvent> Handle(LogRecord record)
    {
        _events.Clear();
        _allocator.Handle(record, _events);
        foreach (var stated in _events)
        {
            if (stated is LineEvent line)
                Follow(line);
        }
        return _events;
    }

    void Follow(LineEvent stated)
    {
        LineCounts? after = stated switch
        {
            UnitsAssigned e => e.After,
            DemandAccepted e => e.After,
            AllocationReleased e => e.After,
            AllocationRevoked e => e.After,
            DemandCancelled e => e.After,
            DemandAmended e => e.After,
            ShipmentRecorded e => e.After,
            _ => null,
        };
        if (after is not { } counts)
            return;
        var key = (stated.Header.Sku, stated.Line);
        if (stated is DemandAccepted accepted)
            Lines[key] = new() { PriorityClass = accepted.PriorityClass };
        var line = Lines[key];
        line.Counts = counts;
        if (stated is LineAllocated at)
            line.AtOnce += at.Units;
        if (stated is DemandAmended amended)
            line.PriorityClass = amended.NewPriorityClass;
        if (counts.Backordered > 0)
            line.FilledAt = null;
        else if (line.FilledAt is null && counts.Allocated + counts.Shipped > 0)
            line.FilledAt = stated.Header.LogTime;
    }
}
