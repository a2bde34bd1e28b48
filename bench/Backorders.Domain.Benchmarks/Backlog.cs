namespace Backorders.Domain.Benchmarks;

/// <summary>One SKU with waiting lines of one unit each, at one site of two.</summary>
internal sealed class Backlog
{
    const long Time = 1_790_000_000_000;
    const string Sku = "S";
    const int Days = 30;

    readonly Allocator _allocator;
    readonly Action _beforeRecord;
    readonly List<AllocationEvent> _events = [];
    long _offset;

    /// <summary>In memory.</summary>
    public Backlog(int waitingLines, bool dated = false)
        : this(waitingLines, Filled(waitingLines, dated), static () => { })
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
    /// <param name="state">An empty state.</param>
    /// <param name="waitingLines">How many lines.</param>
    /// <param name="dated">Whether every second has a requested date.</param>
    public static void Fill(IAllocationState state, int waitingLines, bool dated)
    {
        var sku = new Domain.Allocation.Sku(Sku);
        var header = new SkuHeader
        {
            Sequence = 2L * waitingLines,
            TotalOpen = waitingLines,
            WaitingLines = waitingLines,
            DatedWaitingLines = dated ? waitingLines / 2 : 0,
        };
        for (var number = 0; number < waitingLines; number++)
        {
            var line = new DemandLine
            {
                Id = new($"o{number}", "1"),
                Quantity = 1,
                PriorityClass = 50,
                RequestedDate = dated && number % 2 == 1 ? new DateOnly(2027, 1, 1 + number % Days) : null,
                AcceptedSequence = number,
            };
            state.PutLine(sku, line);
            if (line.RequestedDate is null)
            {
                PutWaiting(state, line, RankOrder.Undated);
                continue;
            }
            PutWaiting(state, line, RankOrder.BySequence);
            PutWaiting(state, line, RankOrder.ByDate);
        }
        if (waitingLines == 0)
            return;
        state.PutWaitingSku(sku);
        state.PutSku(sku, header);
    }

    static void PutWaiting(IAllocationState state, DemandLine line, RankOrder order)
    {
        var sku = new Domain.Allocation.Sku(Sku);
        var entry = new WaitingEntry(line.RankWith(order == RankOrder.ByDate), line.Id, line.Quantity);
        state.PutWaiting(sku, new(WaitingQueueKind.All, default, order), entry);
        state.PutWaiting(sku, new(WaitingQueueKind.PolicyPartial, default, order), entry);
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

    static InMemoryAllocationState Filled(int waitingLines, bool dated)
    {
        var state = new InMemoryAllocationState();
        Fill(state, waitingLines, dated);
        return state;
    }

    // With a window of zero every command may have the same id.
    static AllocationCommand Of(AllocationCommand command) =>
        command with { Sku = Sku, EventId = command.EventId ?? "e" };
}
