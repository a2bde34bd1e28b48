namespace StreamApps.EmbeddedKafka.Core.Time;

/// <summary>
/// The core's timers, in milliseconds since the start on a clock that never goes back. They fire only inside
/// <see cref="RunDue"/>, on the event loop.
/// </summary>
internal sealed class TimerQueue(TimeProvider time)
{
    readonly PriorityQueue<ScheduledAction, (long Due, long Order)> _queue = new();
    readonly long _start = time.GetTimestamp();
    long _order;

    public long ElapsedMs => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>When the next timer is due; null when none is set.</summary>
    public long? NextDue
    {
        get
        {
            while (_queue.TryPeek(out var first, out var key))
            {
                if (!first.IsCancelled)
                    return key.Due;
                _queue.Dequeue();
            }
            return null;
        }
    }

    public ScheduledAction Schedule(long delayMs, Action action)
    {
        var scheduled = new ScheduledAction(action);
        _queue.Enqueue(scheduled, (ElapsedMs + Math.Max(0, delayMs), _order++));
        return scheduled;
    }

    public void RunDue()
    {
        var now = ElapsedMs;
        while (NextDue is { } due && due <= now)
            _queue.Dequeue().Run();
    }
}
