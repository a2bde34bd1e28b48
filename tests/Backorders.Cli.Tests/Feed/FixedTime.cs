namespace Backorders.Cli.Tests.Feed;

/// <summary>A clock that stands still.</summary>
sealed class FixedTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
}
