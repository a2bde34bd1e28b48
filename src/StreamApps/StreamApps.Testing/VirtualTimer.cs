namespace StreamApps.Testing;

/// <summary>A timer of a clock that is moved by hand.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    /// <summary>When it fires; null for never.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>How long until it fires again; null for not at all.</summary>
    public TimeSpan? Period { get; set; }

    /// <summary>Orders those of one time.</summary>
    public long Number { get; init; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => time.Change(this, dueTime, period);

    public void Dispose() => time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
