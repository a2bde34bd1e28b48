namespace Backorders.Replay.Explain;

/// <summary>Places and times as people and scripts read them.</summary>
internal static class PositionText
{
    public static string Of(LogPosition position) =>
        FormattableString.Invariant($"{position.Partition}-{position.Offset}");

    public static string OfTime(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms)
        .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    public static string OfRank(Rank rank) => rank.SortsByDate
        ? FormattableString.Invariant($"[{rank.PriorityClass},{OfDate(rank.RequestedDate)},{rank.AcceptedSequence}]")
        : FormattableString.Invariant($"[{rank.PriorityClass},{rank.AcceptedSequence}]");

    public static string? OfDate(DateOnly? date) =>
        date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
