namespace StreamApps.Time;

/// <summary>The times that a task's records have brought it to.</summary>
internal sealed class TaskClock
{
    TaskInput[] _inputs = [];
    bool _hasStrategies;
    long _watermark = -1;

    /// <summary>The largest timestamp taken from any input; -1 for none.</summary>
    public long StreamTime { get; set; } = -1;

    /// <summary>The largest Kafka timestamp of any record; -1 for none.</summary>
    public long LogTime { get; set; } = -1;

    /// <summary>
    /// Event-time timers up to this time are due: the smallest watermark of the inputs that are not idle, or, when no
    /// input has a strategy, the stream time.
    /// </summary>
    public long Watermark => _hasStrategies ? _watermark : StreamTime;

    /// <summary>Sets what it follows.</summary>
    public void Follow(TaskInput[] inputs)
    {
        _inputs = inputs;
        _hasStrategies = Array.Exists(inputs, input => input.Strategy is not null);
    }

    /// <summary>Sets the watermark as it was at a commit.</summary>
    public void RestoreWatermark(long watermark) => _watermark = watermark;

    /// <summary>Takes a record's time into account.</summary>
    public void Observe(TaskInput input, long timestamp, TimeProvider time)
    {
        input.MaxTimestamp = Math.Max(input.MaxTimestamp, timestamp);
        StreamTime = Math.Max(StreamTime, timestamp);
        if (!_hasStrategies)
        {
            input.Watermark = input.MaxTimestamp;
            return;
        }
        input.Watermark = Math.Max(input.Watermark, input.MaxTimestamp - input.OutOfOrderness);
        input.Idle = false;
        if (input.Idleness is not null)
            input.LastActive = time.GetUtcNow().ToUnixTimeMilliseconds();
        Advance();
    }

    /// <summary>Counts silent inputs as idle; true when one became so.</summary>
    public bool ObserveIdleness(long now)
    {
        if (!_hasStrategies)
            return false;
        var any = false;
        foreach (var input in _inputs)
        {
            if (input.Idle || !(now >= input.IdleAt))
                continue;
            input.Idle = any = true;
        }
        if (any)
            Advance();
        return any;
    }

    /// <summary>When the next input becomes idle, in milliseconds since 1970; the largest number for never.</summary>
    public long NextIdle()
    {
        var next = long.MaxValue;
        if (!_hasStrategies)
            return next;
        foreach (var input in _inputs)
        {
            if (!input.Idle && input.IdleAt is { } at)
                next = Math.Min(next, at);
        }
        return next;
    }

    /// <summary>Nothing is silent yet: called when the task starts.</summary>
    public void StartIdleness(long now)
    {
        foreach (var input in _inputs)
            input.LastActive = now;
    }

    void Advance()
    {
        var smallest = long.MaxValue;
        foreach (var input in _inputs)
        {
            if (!input.Idle && input.Source.HoldsWatermark)
                smallest = Math.Min(smallest, input.Watermark);
        }
        // When all are idle time stands still: there is nothing that could say how far it has come.
        if (smallest != long.MaxValue)
            _watermark = Math.Max(_watermark, smallest);
    }
}
