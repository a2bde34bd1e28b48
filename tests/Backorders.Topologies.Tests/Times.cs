namespace Backorders.Topologies.Tests;

/// <summary>The times of the tests.</summary>
static class Times
{
    public const long MinuteMs = 60_000;
    public const long DayMs = 86_400_000;

    /// <summary>When each test starts.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary><see cref="Start"/> in milliseconds since 1970.</summary>
    public static long StartMs { get; } = Start.ToUnixTimeMilliseconds();
}
