namespace StreamApps;

/// <summary>How long the changes of a table are held back. Made by its own factory methods.</summary>
public sealed class Suppression
{
    Suppression(long? limit, int? maxRecords) => (LimitMs, MaxRecords) = (limit, maxRecords);

    /// <summary>The time limit in milliseconds; null for until windows close.</summary>
    internal long? LimitMs { get; }

    /// <summary>How many keys may be held back; null for no bound.</summary>
    internal int? MaxRecords { get; }

    /// <summary>
    /// Holds all but the last result of each window back: it comes out when the stream time of the records that reach
    /// the operator is at least the window's end plus grace, for sessions plus the gap as well. For tables of windows
    /// only.
    /// </summary>
    public static Suppression UntilWindowCloses() => new(null, null);

    /// <summary>
    /// Holds changes back for a time: of each key the last one comes out when stream time has gone on by the limit
    /// since the first one.
    /// </summary>
    /// <param name="limit">Whole milliseconds.</param>
    /// <param name="maxRecords">
    /// How many keys are held back at most, the oldest coming out early; default no bound.
    /// </param>
    /// <exception cref="TopologyException">The limit is negative, or the bound below one.</exception>
    public static Suppression UntilTimeLimit(TimeSpan limit, int? maxRecords = null)
    {
        if (maxRecords < 1)
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"a suppression of at most {maxRecords} records holds none: use one or more");
        return new(WindowLength.NotNegative(limit, "the limit of a suppression"), maxRecords);
    }
}
