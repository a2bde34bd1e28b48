namespace StreamApps;

/// <summary>Checks lengths of time, which count in whole milliseconds.</summary>
internal static class WindowLength
{
    /// <summary>The milliseconds of a length that must not be zero.</summary>
    public static long Positive(TimeSpan length, string what) => Whole(length, what) > 0
        ? Whole(length, what)
        : throw new TopologyException(
            TopologyErrorKind.Setting,
            $"{what} is {length}: it must be at least one millisecond");

    /// <summary>The milliseconds of a length that may be zero.</summary>
    public static long NotNegative(TimeSpan length, string what) => Whole(length, what) >= 0
        ? Whole(length, what)
        : throw new TopologyException(TopologyErrorKind.Setting, $"{what} is {length}: it must not be negative");

    static long Whole(TimeSpan length, string what) => length.Ticks % TimeSpan.TicksPerMillisecond == 0
        ? length.Ticks / TimeSpan.TicksPerMillisecond
        : throw new TopologyException(
            TopologyErrorKind.Setting,
            $"{what} is {length}: times count in whole milliseconds, use a multiple of one");
}
