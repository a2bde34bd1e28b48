namespace StreamApps;

/// <summary>
/// Which records of two streams belong together: those where the right record's time lies between the left record's
/// time less <see cref="Before"/> and that time plus <see cref="After"/>, both ends included. A value.
/// </summary>
public sealed record JoinWindows
{
    /// <summary>Creates the window; times are whole milliseconds.</summary>
    /// <param name="before">How much earlier the right record may be; negative: how much later it must be.</param>
    /// <param name="after">How much later the right record may be; negative: how much earlier it must be.</param>
    /// <param name="grace">How long stream time may be past a window before it closes. Default: not at all.</param>
    /// <exception cref="TopologyException">The window is empty, or the grace negative.</exception>
    public JoinWindows(TimeSpan before, TimeSpan after, TimeSpan grace = default)
    {
        if (before + after < TimeSpan.Zero)
        {
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"a join window from {-before} to {after} around the left record is empty: " +
                "before + after must not be negative");
        }
        if (grace < TimeSpan.Zero)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"the grace of a join window is {grace}: it must not be negative");
        (Before, After, Grace) = (before, after, grace);
    }

    /// <summary>How much earlier than the left record the right one may be.</summary>
    public TimeSpan Before { get; }

    /// <summary>How much later than the left record the right one may be.</summary>
    public TimeSpan After { get; }

    /// <summary>How long stream time may be past a window before it closes.</summary>
    public TimeSpan Grace { get; }

    /// <summary>When unmatched records come out. Default: when their windows close.</summary>
    public JoinTiming Timing { get; init; }

    /// <summary>Records at most this far apart, in either direction.</summary>
    public static JoinWindows Within(TimeSpan difference, TimeSpan grace = default) =>
        new(difference, difference, grace);
}
