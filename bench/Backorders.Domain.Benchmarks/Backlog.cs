namespace Backorders.Domain.Benchmarks;

/// <summary>One SKU with waiting lines of one unit each, at one site of two.</summary>
internal sealed class Backlog
{
    const long Time = 1_790_000_000_000;

    readonly Allocator _allocator;
    readonly List<AllocationEvent> _events = [];
    long _offset;

    public Backlog(int waitingLines)
    {
        _allocator = new Allocator(new InMemoryAllocationState());
        Send(new SetPolicy { Version = 1, SiteOrder = ["A", "B"], DedupWindowMs = 0, ClosedLineRetentionMs = 0 });
        for (var number = 0; number < waitingLines; number++)
            Send(new PlaceDemand { OrderId = $"o{number}", LineId = "1", Quantity = 1 });
    }

    public int Send(AllocationCommand command)
    {
        var offset = _offset++;
        _events.Clear();
        _allocator.Handle(new(new(0, offset), Time, command with { Sku = "S", EventId = "e" }), _events);
        return _events.Count;
    }
}
