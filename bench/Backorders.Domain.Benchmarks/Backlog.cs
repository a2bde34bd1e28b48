namespace Backorders.Domain.Benchmarks;

/// <summary>One SKU with waiting lines of one unit each, at one site of two.</summary>
internal sealed class Backlog
{
    const long Time = 1_790_000_000_000;

    readonly Allocator _allocator;
    readonly Action _beforeRecord;
    readonly List<AllocationEvent> _events = [];
    long _offset;

    /// <summary>In memory.</summary>
    public Backlog(int waitingLines)
        : this(waitingLines, new InMemoryAllocationState(), static () => { })
    {
    }

    /// <param name="waitingLines">How many lines wait.</param>
    /// <param name="state">An empty state.</param>
    /// <param name="beforeRecord">Called before each record.</param>
    public Backlog(int waitingLines, IAllocationState state, Action beforeRecord)
    {
        _allocator = new Allocator(state);
        _beforeRecord = beforeRecord;
        Send(new SetPolicy
        {
            EventId = "policy",
            Version = 1,
            SiteOrder = ["A", "B"],
            DedupWindowMs = 0,
            ClosedLineRetentionMs = 0,
        });
        for (var number = 0; number < waitingLines; number++)
            Send(new PlaceDemand { OrderId = $"o{number}", LineId = "1", Quantity = 1 });
    }

    public int Send(AllocationCommand command)
    {
        var offset = _offset++;
        _events.Clear();
        _beforeRecord();
        _allocator.Handle(new(new(0, offset), Time, Of(command)), _events);
        return _events.Count > 0 && _events[0] is not CommandRejected
            ? _events.Count
            : throw new InvalidOperationException($"{command.Type} did nothing");
    }

    // With a window of zero every command may have the same id.
    static AllocationCommand Of(AllocationCommand command) =>
        command with { Sku = "S", EventId = command.EventId ?? "e" };
}
