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
        : this(waitingLines, Filled(waitingLines), static () => { })
    {
    }

    /// <param name="waitingLines">How many lines wait.</param>
    /// <param name="state">A state that was filled with as many.</param>
    /// <param name="beforeRecord">Called before each record.</param>
    public Backlog(int waitingLines, IAllocationState state, Action beforeRecord)
    {
        _allocator = new Allocator(state);
        _beforeRecord = beforeRecord;
        _offset = waitingLines;
        Send(new SetPolicy
        {
            EventId = "policy",
            Version = 1,
            SiteOrder = ["A", "B"],
            DedupWindowMs = 0,
            ClosedLineRetentionMs = 0,
        });
    }

    /// <summary>
    /// Writes the entries that as many PlaceDemand commands would leave, without deciding about each of them.
    /// </summary>
    public static void Fill(IAllocationState state, int waitingLines)
    {
        var sku = new Domain.Allocation.Sku(Sku);
        for (var number = 0; number < waitingLines; number++)
        {
            var line = new DemandLine
            {
                Id = new($"o{number}", "1"),
                Quantity = 1,
                PriorityClass = 50,
                AcceptedSequence = number,
            };
            var entry = new WaitingEntry(line.RankWith(sortsByDate: false), line.Id, line.Quantity);
            state.PutLine(sku, line);
            state.PutWaiting(sku, WaitingQueue.All, entry);
            state.PutWaiting(sku, new(WaitingQueueKind.PolicyPartial), entry);
        }
        if (waitingLines == 0)
            return;
        state.PutWaitingSku(sku);
        state.PutSku(
            sku, new() { Sequence = 2L * waitingLines, TotalOpen = waitingLines, WaitingLines = waitingLines });
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

    static InMemoryAllocationState Filled(int waitingLines)
    {
        var state = new InMemoryAllocationState();
        Fill(state, waitingLines);
        return state;
    }

    // With a window of zero every command may have the same id.
    static AllocationCommand Of(AllocationCommand command) =>
        command with { Sku = Sku, EventId = command.EventId ?? "e" };
}
