namespace StreamApps.Time;

/// <summary>A time that lies so far ahead that nothing can be counted from it: windows beyond it have no end.</summary>
public sealed class TimestampOutOfRangeException : Exception
{
    /// <summary>
    /// The largest time that windows and versions take: half of what a 64-bit number of milliseconds holds.
    /// </summary>
    internal const long Largest = long.MaxValue / 2;

    /// <summary>Creates the error.</summary>
    /// <param name="timestamp">The time, in milliseconds since 1970.</param>
    public TimestampOutOfRangeException(long timestamp)
        : base(
            $"the record's time, {timestamp} ms since 1970, is beyond {Largest}, " +
            "the largest that windows and versions count with: correct the clock that made it, " +
            "or set SourceOptions.MaxFuture")
    {
    }

    /// <summary>Throws when a time is out of range.</summary>
    internal static void ThrowIfBeyond(long timestamp)
    {
        if (timestamp > Largest)
            throw new TimestampOutOfRangeException(timestamp);
    }
}
