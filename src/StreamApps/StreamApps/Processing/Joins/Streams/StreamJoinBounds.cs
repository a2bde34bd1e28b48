using System.Globalization;

namespace StreamApps.Processing;

/// <summary>The times of a stream-stream join, in milliseconds.</summary>
internal sealed class StreamJoinBounds
{
    public StreamJoinBounds(JoinWindows windows, TableJoinKind kind)
    {
        var before = (long)windows.Before.TotalMilliseconds;
        var after = (long)windows.After.TotalMilliseconds;
        Grace = (long)windows.Grace.TotalMilliseconds;
        Timing = windows.Timing;
        Retention = before + after + Grace;
        SegmentLength = Math.Max(Retention, 1);
        Left = new(1, before, after, kind != TableJoinKind.Inner, kind == TableJoinKind.Outer, this);
        Right = new(0, after, before, kind == TableJoinKind.Outer, kind != TableJoinKind.Inner, this);
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} stream join, {before} ms before, {after} ms after, {Grace} ms grace");
    }

    public JoinSide Left { get; }

    public JoinSide Right { get; }

    public long Grace { get; }

    public JoinTiming Timing { get; }

    /// <summary>How far behind the newest record of a side Kafka Streams keeps that side's records.</summary>
    public long Retention { get; }

    /// <summary>
    /// Records are kept in segments of this length, so that a look-up reads few of them, and expiry whole ones.
    /// </summary>
    public long SegmentLength { get; }

    /// <summary>What the state belongs to: with another window it is another state.</summary>
    public string Description { get; }
}
