namespace StreamApps;

/// <summary>Windows of activity: records at most a gap apart share one, which grows with them.</summary>
public sealed class SessionWindows
{
    SessionWindows(long gap, long grace) => (GapMs, GraceMs) = (gap, grace);

    /// <summary>How long nothing may come within a session.</summary>
    public TimeSpan Gap => TimeSpan.FromMilliseconds(GapMs);

    /// <summary>How long after its end and the gap, in stream time, a session still takes records.</summary>
    public TimeSpan Grace => TimeSpan.FromMilliseconds(GraceMs);

    internal long GapMs { get; }

    internal long GraceMs { get; }

    /// <summary>Sessions that end when nothing comes for longer than a gap.</summary>
    /// <param name="gap">Whole milliseconds; zero puts records of equal times together.</param>
    /// <param name="grace">Whole milliseconds; default none.</param>
    /// <exception cref="TopologyException">A length cannot be.</exception>
    public static SessionWindows Of(TimeSpan gap, TimeSpan grace = default) => new(
        WindowLength.NotNegative(gap, "the gap of sessions"),
        WindowLength.NotNegative(grace, "the grace of sessions"));
}
