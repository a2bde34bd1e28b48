namespace StreamApps.Testing;

/// <summary>A clock that stands still until it is moved. Safe for use from several threads.</summary>
public sealed class VirtualTime : TimeProvider
{
    readonly Lock _lock = new();
    DateTimeOffset _now;

    /// <summary>Creates the clock at a time; default 1970-01-01T00:00Z.</summary>
    public VirtualTime(DateTimeOffset? start = null) => _now = start ?? DateTimeOffset.UnixEpoch;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_lock)
            _now += by;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;
}
