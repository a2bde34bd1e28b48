namespace Backorders.Domain.Benchmarks;

/// <summary>One SKU with waiting lines of one unit each, at one site of two.</summary>
internal sealed class Backlog
{
    const long Time = 1_790_000_000_000;
    const string Sku = "S";

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
        Fill(state, waitingLines);
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

    // The entries that as many PlaceDemand commands would leave, without deciding about each of them.
    void Fill(IAllocationState state, int waitingLines)
    {
        var sku = new Domain.Allocation.Sku(Sku);
        for (var number = 0; number < waitingLines; number++)
        {
            var line = new DemandLine
            {
                Id = new($"o{number}", "1"),
                Quantity = 1,
                PriorityClass = 50,
                AcceptedSequence = _offset++,
            };
            var entry = new WaitingEntry(line.RankWith(sortsByDate: false), line.Id, line.Quantity);
            _beforeRecord();
            state.PutLine(sku, line);
            state.PutWaiting(sku, WaitingQueue.All, entry);
            state.PutWaiting(sku, new(WaitingQueueKind.PolicyPartial), entry);
        }
        var header = state.FindSku(sku)!;
        header.Sequence += 2L * waitingLines;
        header.TotalOpen = waitingLines;
        header.WaitingLines = waitingLines;
        state.PutSku(sku, header);
        if (waitingLines > 0)
            state.PutWaitingSku(sku);
    }

    // With a window of zero every command may have the same id.
    static AllocationCommand Of(AllocationCommand command) =>
        command with { Sku = Sku, EventId = command.EventId ?? "e" };
}
