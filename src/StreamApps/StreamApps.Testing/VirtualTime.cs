namespace StreamApps.Testing;

/// <summary>
/// A clock that stands still until it is moved. Its timers, and so delays and time-outs that are given it, fire while
/// it is moved, on the mover's thread, in the order of their times. Safe for use from several threads.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    readonly Lock _lock = new();
    readonly List<VirtualTimer> _timers = [];
    DateTimeOffset _now;
    long _created;

    /// <summary>Creates the clock at a time; default 1970-01-01T00:00Z.</summary>
    public VirtualTime(DateTimeOffset? start = null) => _now = start ?? DateTimeOffset.UnixEpoch;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end;
        lock (_lock)
            end = _now + by;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        lock (_lock)
            _now = end > _now ? end : _now;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state) { Number = Interlocked.Increment(ref _created) };
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Change(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            timer.Due = dueTime < TimeSpan.Zero ? null : _now + dueTime;
            timer.Period = period <= TimeSpan.Zero ? null : period;
            _timers.Remove(timer);
            if (timer.Due is not null)
                _timers.Add(timer);
        }
        return true;
    }

    internal void Remove(VirtualTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    /// <summary>The first timer that is due up to a time, which becomes the time of the clock; null for none.</summary>
    VirtualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var first = _timers.Where(timer => timer.Due <= end).MinBy(timer => (timer.Due, timer.Number));
            if (first is null)
                return null;
            _now = first.Due > _now ? first.Due.Value : _now;
            _timers.Remove(first);
            if (first.Period is { } period)
            {
                first.Due = _now + period;
                _timers.Add(first);
            }
            return first;
        }
    }
}
