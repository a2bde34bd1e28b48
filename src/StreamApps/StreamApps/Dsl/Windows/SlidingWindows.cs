namespace StreamApps;

/// <summary>
/// Windows that begin and end at the records: for each record one that ends at its time, and one that begins a
/// millisecond after it if that has records. Both ends are inside.
/// </summary>
public sealed class SlidingWindows
{
    SlidingWindows(long difference, long grace) => (DifferenceMs, GraceMs) = (difference, grace);

    /// <summary>How far apart the times of records in one window are at most.</summary>
    public TimeSpan Difference => TimeSpan.FromMilliseconds(DifferenceMs);

    /// <summary>How long after its end, in stream time, a window still takes records.</summary>
    public TimeSpan Grace => TimeSpan.FromMilliseconds(GraceMs);

    internal long DifferenceMs { get; }

    internal long GraceMs { get; }

    /// <summary>Windows over records that are at most <paramref name="difference"/> apart.</summary>
    /// <param name="difference">Whole milliseconds; zero puts records of equal times together.</param>
    /// <param name="grace">Whole milliseconds; default none.</param>
    /// <exception cref="TopologyException">A length cannot be.</exception>
    public static SlidingWindows Of(TimeSpan difference, TimeSpan grace = default) => new(
        WindowLength.NotNegative(difference, "the time difference of sliding windows"),
        WindowLength.NotNegative(grace, "the grace of sliding windows"));
}
