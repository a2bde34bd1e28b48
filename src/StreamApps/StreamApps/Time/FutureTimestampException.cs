namespace StreamApps.Time;

/// <summary>
/// A record whose time lies further ahead of the wall clock than its source allows: it would
/// move the time of all others.
/// </summary>
public sealed class FutureTimestampException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="timestamp">The record's time, in milliseconds since 1970.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="bound">How far ahead a record may be.</param>
    public FutureTimestampException(long timestamp, DateTimeOffset now, TimeSpan bound)
        : base(
            $"the record's time, {timestamp} ms since 1970, is more than {bound} ahead of the clock ({now:O}): " +
            "correct the clock that made it, or raise SourceOptions.MaxFuture")
    {
    }
}
