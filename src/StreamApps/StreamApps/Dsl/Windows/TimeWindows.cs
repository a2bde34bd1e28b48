namespace StreamApps;

/// <summary>
/// Windows of equal size that begin at multiples of their advance since 1970-01-01T00:00Z. A window contains its start
/// and not its end.
/// </summary>
public sealed class TimeWindows
{
    TimeWindows(long size, long advance, long grace) => (SizeMs, AdvanceMs, GraceMs) = (size, advance, grace);

    /// <summary>How long a window is.</summary>
    public TimeSpan Size => TimeSpan.FromMilliseconds(SizeMs);

    /// <summary>How far apart windows begin; the size for tumbling windows.</summary>
    public TimeSpan Advance => TimeSpan.FromMilliseconds(AdvanceMs);

    /// <summary>How long after its end, in stream time, a window still takes records.</summary>
    public TimeSpan Grace => TimeSpan.FromMilliseconds(GraceMs);

    internal long SizeMs { get; }

    internal long AdvanceMs { get; }

    internal long GraceMs { get; }

    /// <summary>Windows one after the other: each record is in one.</summary>
    /// <param name="size">Whole milliseconds, at least one.</param>
    /// <param name="grace">Whole milliseconds; default none.</param>
    /// <exception cref="TopologyException">A length cannot be.</exception>
    public static TimeWindows Tumbling(TimeSpan size, TimeSpan grace = default) => Create(size, size, grace);

    /// <summary>Windows that overlap: each record is in size / advance of them.</summary>
    /// <param name="size">Whole milliseconds, at least one.</param>
    /// <param name="advance">Whole milliseconds, at least one and at most the size.</param>
    /// <param name="grace">Whole milliseconds; default none.</param>
    /// <exception cref="TopologyException">A length cannot be.</exception>
    public static TimeWindows Hopping(TimeSpan size, TimeSpan advance, TimeSpan grace = default) =>
        Create(size, advance, grace);

    /// <summary>Where the first window begins that a time falls into.</summary>
    internal long FirstStart(long time) =>
        time < SizeMs ? 0 : (time - SizeMs + AdvanceMs) / AdvanceMs * AdvanceMs;

    static TimeWindows Create(TimeSpan size, TimeSpan advance, TimeSpan grace)
    {
        var sizeMs = WindowLength.Positive(size, "the size of windows");
        var advanceMs = WindowLength.Positive(advance, "the advance of windows");
        if (advanceMs > sizeMs)
        {
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"windows of {size} advance by {advance}, so that records between them would be in none: " +
                "the advance must not be larger than the size");
        }
        return new(sizeMs, advanceMs, WindowLength.NotNegative(grace, "the grace of windows"));
    }
}
