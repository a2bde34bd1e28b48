using System.Globalization;

namespace Backorders.Replay.Explain;

/// <summary>Until where a log is looked at: a record, or a log time.</summary>
/// <param name="Position">The last record of its partition; other partitions go on to its log time.</param>
/// <param name="Time">The last log time, in ms since 1970-01-01T00:00Z.</param>
public readonly record struct LogPoint(LogPosition? Position, long? Time)
{
    /// <summary>The end of the log.</summary>
    public static LogPoint End { get; }

    /// <summary>Reads <c>PARTITION-OFFSET</c>, an ISO 8601 time, or milliseconds since 1970.</summary>
    public static bool TryParse(string text, out LogPoint point)
    {
        ArgumentNullException.ThrowIfNull(text);
        point = default;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
        {
            point = new(null, ms);
            return true;
        }
        var parts = text.Split('-');
        if (parts is [var partition, var offset]
            && int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            point = new(new(number, place), null);
            return true;
        }
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time))
        {
            return false;
        }
        point = new(null, time.ToUnixTimeMilliseconds());
        return true;
    }
}
