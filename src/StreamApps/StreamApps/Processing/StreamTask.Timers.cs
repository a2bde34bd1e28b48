namespace StreamApps.Processing;

/// <summary>Timers and punctuators.</summary>
internal sealed partial class StreamTask
{
    /// <inheritdoc/>
    public DateTimeOffset? NextPunctuation
    {
        get
        {
            var first = _context.Punctuators.FirstDue(PunctuationType.WallClock) ?? long.MaxValue;
            foreach (var timers in _context.Timers)
                first = Math.Min(first, timers.Low(TimeDomain.ProcessingTime));
            first = Math.Min(first, _clock.NextIdle());
            if (_context.AsyncOperators.Count > 0)
                first = Math.Min(first, NextCallCheck(_time.GetUtcNow()));
            return first > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? null
                : DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(first, 0));
        }
    }

    /// <inheritdoc/>
    public bool Punctuate(DateTimeOffset now)
    {
        RequireRunning();
        var budget = _options.MaxTimersPerStep;
        var wall = now.ToUnixTimeMilliseconds();
        ForwardEndedCalls();
        HasUncommittedWork |= _clock.ObserveIdleness(wall);
        budget -= FireDue(budget);
        while (budget > 0 && FireOneByWallClock(wall))
            budget--;
        return budget == 0;
    }

    /// <summary>Fires what is due by the time of the records, up to a bound; returns how many fired.</summary>
    int FireDue(int most)
    {
        var fired = 0;
        while (fired < most && FireOneByRecords())
            fired++;
        return fired;
    }

    bool FireOneByRecords() =>
        FireTimerUpTo(TimeDomain.EventTime, _clock.Watermark) ||
        FirePunctuatorUpTo(PunctuationType.StreamTime, _clock.StreamTime);

    /// <summary>
    /// What is due must fire before the next record, or the result would depend on where a step ended.
    /// </summary>
    void FireAllDue()
    {
        while (FireDue(_options.MaxTimersPerStep) == _options.MaxTimersPerStep)
        {
        }
    }

    bool FireOneByWallClock(long now) =>
        FireTimerUpTo(TimeDomain.ProcessingTime, now) || FirePunctuatorUpTo(PunctuationType.WallClock, now);

    bool FireTimerUpTo(TimeDomain domain, long now)
    {
        foreach (var timers in _context.Timers)
        {
            if (!timers.TryTakeDue(domain, now, out var timer, out var key))
                continue;
            FireTimer(timers, timer, key);
            return true;
        }
        return false;
    }

    bool FirePunctuatorUpTo(PunctuationType type, long now)
    {
        if (_context.Punctuators.NextDue(type, now) is not { } punctuator)
            return false;
        FirePunctuator(punctuator, now);
        return true;
    }

    void FireTimer(TimerQueue timers, KeyedTimer timer, byte[] key)
    {
        BeginUnit(timers.Owner);
        try
        {
            timers.Delete(timer.Domain, timer.Time, key);
            timers.Fire(timer, key);
            Complete();
        }
        catch (Exception error) when (IsOfRecord(error))
        {
            Undo();
            Handle(Describe(error), key, value: null, headers: null);
            // Left out like a record: it must not fire again.
            _stores!.BeginRecord();
            timers.Delete(timer.Domain, timer.Time, key);
        }
        _context.Counters.Timers++;
        HasUncommittedWork = true;
    }

    void FirePunctuator(ScheduledPunctuator punctuator, long now)
    {
        BeginUnit(punctuator.Owner);
        punctuator.Advance(now);
        try
        {
            punctuator.Callback(now);
            Complete();
        }
        catch (Exception error) when (IsOfRecord(error))
        {
            Undo();
            Handle(Describe(error), key: null, value: null, headers: null);
        }
        _context.Counters.Punctuations++;
        HasUncommittedWork = true;
    }

    void BeginUnit(Node owner)
    {
        BeginUnit();
        _context.Input = default;
        _options.Trace?.BeganUnit(Id, owner);
        _context.Current = owner;
        _context.Stage = ErrorStage.Processing;
    }
}
