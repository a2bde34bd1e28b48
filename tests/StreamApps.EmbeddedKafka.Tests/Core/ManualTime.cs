namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>A clock that moves when told.</summary>
sealed class ManualTime : TimeProvider
{
    DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    long _elapsed;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed;

    /// <summary>Sets the wall clock; time that has elapsed is not touched by that.</summary>
    public void SetClock(TimeSpan by) => _now += by;

    public void Advance(TimeSpan by)
    {
        _now += by;
        _elapsed += by.Ticks;
    }
}
