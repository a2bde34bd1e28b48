namespace Backorders.Replay.WhatIf;

/// <summary>One reading of a partition's log: an allocator, and how each line fared. Not thread-safe.</summary>
internal sealed class Reading
{
    readonly InMemoryAllocationState _state = new();
    readonly Allocator _allocator;
    readonly List<AllocationEvent> _events = [];
    readonly LineOutcomes _lines;
    readonly int _number;

    /// <param name="lines">Takes what is read.</param>
    /// <param name="number">0 for the log as it was, 1 for the fork.</param>
    public Reading(LineOutcomes lines, int number)
    {
        _allocator = new Allocator(_state);
        (_lines, _number) = (lines, number);
    }

    public long LogTime => _state.Partition.LogTime;

    /// <summary>The version of the policy of a scope; 0 when it has none.</summary>
    public long VersionOf(string scope) => _state.FindPolicy(new(scope))?.Version ?? 0;

    /// <summary>Steps over records; log time goes on.</summary>
    public void Pass(long logTime) => _state.Partition = _state.Partition with { LogTime = logTime };

    /// <summary>Says that a command will be handled soon.</summary>
    public void Prefetch(AllocationCommand command, int lineHash) => _state.Prefetch(command, lineHash);

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
        ref var line = ref _lines.Of(stated.Header.Sku, stated.Line, _number);
        if (stated is DemandAccepted accepted)
            line = new() { IsAccepted = true, PriorityClass = accepted.PriorityClass };
        line.Ordered = counts.Quantity - counts.Cancelled;
        line.Filled = counts.Allocated + counts.Shipped;
        if (stated is LineAllocated at)
            line.AtOnce += at.Units;
        if (stated is DemandAmended amended)
            line.PriorityClass = amended.NewPriorityClass;
        if (counts.Backordered > 0)
            line.FilledAt = null;
        else if (line.FilledAt is null && line.Filled > 0)
            line.FilledAt = stated.Header.LogTime;
    }
}
