namespace StreamApps.Processing;

/// <summary>Results of asynchronous operators: each is a unit of its own, and a commit has no call open.</summary>
internal sealed partial class StreamTask
{
    static readonly TimeSpan AsyncPoll = TimeSpan.FromMilliseconds(2);

    /// <inheritdoc/>
    public bool HasAsyncWork
    {
        get
        {
            foreach (var calls in _context.AsyncOperators)
            {
                if (calls.Pending > 0)
                    return true;
            }
            return false;
        }
    }

    /// <summary>True when the next record would have to wait for a call.</summary>
    internal bool IsAsyncFull
    {
        get
        {
            foreach (var calls in _context.AsyncOperators)
            {
                if (calls.IsFull)
                    return true;
            }
            return false;
        }
    }

    /// <summary>The calls that a test may wait for.</summary>
    internal IEnumerable<Task> AsyncCalls =>
        _context.AsyncOperators.Select(calls => calls.Oldest).OfType<Task>();

    /// <summary>Forwards what has ended; true when there was anything.</summary>
    bool ForwardEndedCalls()
    {
        var any = false;
        foreach (var calls in _context.AsyncOperators)
        {
            while (calls.Oldest is { IsCompleted: true })
            {
                ForwardOldest(calls);
                any = true;
            }
        }
        return any;
    }

    /// <summary>Waits for all calls and forwards their results: calls that these make included.</summary>
    void FinishCalls()
    {
        while (HasAsyncWork)
        {
            foreach (var calls in _context.AsyncOperators)
                WaitFor(calls.Oldest);
            ForwardEndedCalls();
        }
    }

    void MakeRoomForCalls()
    {
        while (IsAsyncFull)
        {
            foreach (var calls in _context.AsyncOperators)
            {
                if (calls.IsFull)
                    WaitFor(calls.Oldest);
            }
            ForwardEndedCalls();
        }
    }

    void CancelCalls()
    {
        foreach (var calls in _context.AsyncOperators)
            calls.Cancel();
    }

    /// <summary>When the thread is to look for ended calls.</summary>
    long NextCallCheck(DateTimeOffset now)
    {
        var next = long.MaxValue;
        foreach (var calls in _context.AsyncOperators)
        {
            if (calls.Oldest is { } oldest)
                next = Math.Min(next, (oldest.IsCompleted ? now : now + AsyncPoll).ToUnixTimeMilliseconds());
        }
        return next;
    }

    void ForwardOldest(IAsyncOperator calls)
    {
        var input = calls.TakeOldest(out var metadata);
        var (lastInput, lastMetadata) = (_context.Input, _context.Metadata);
        BeginUnit(calls.Owner);
        (_context.Input, _context.Metadata) = (input, metadata);
        try
        {
            calls.ForwardTaken();
            Complete();
        }
        catch (Exception error) when (IsOfRecord(error))
        {
            Undo();
            Handle(Describe(error), input.Key, input.Value, input.Headers);
        }
        (_context.Input, _context.Metadata) = (lastInput, lastMetadata);
        HasUncommittedWork = true;
    }

    // Bounded by the operator's time-out and retries.
    static void WaitFor(Task? call)
    {
        if (call is { IsCompleted: false })
            ((IAsyncResult)call).AsyncWaitHandle.WaitOne();
    }
}
