namespace StreamApps.Tests.Joins;

/// <summary>An outer join written down plainly: lists, and every record looked at in every step.</summary>
sealed class StreamJoinModel(long before, long after, long grace)
{
    readonly List<Kept> _kept = [];
    long _time = -1;

    /// <summary>What comes out when a record comes in.</summary>
    public List<string> Process(bool isLeft, string key, string value, long timestamp)
    {
        _time = Math.Max(_time, timestamp);
        var outputs = timestamp == _time ? TakeDue() : [];
        var mine = new Kept(isLeft, key, value, timestamp);
        if (Closes(mine) < _time)
            return [.. outputs, Alone(mine)];
        foreach (var other in _kept.Where(other => Match(mine, other)).OrderBy(other => other.Time))
        {
            mine.IsDone = other.IsDone = true;
            var (left, right) = isLeft ? (mine, other) : (other, mine);
            outputs.Add($"{key}={left.Value}|{right.Value}@{Math.Max(mine.Time, other.Time)}");
        }
        _kept.Add(mine);
        return outputs;
    }

    List<string> TakeDue()
    {
        var due = _kept.Where(kept => !kept.IsDone && Closes(kept) < _time)
            .OrderBy(kept => kept.Time)
            .ThenBy(kept => kept.IsLeft)
            .ThenBy(kept => kept.Key, StringComparer.Ordinal)
            .ToList();
        due.ForEach(kept => kept.IsDone = true);
        return due.ConvertAll(Alone);
    }

    bool Match(Kept mine, Kept other)
    {
        if (mine.IsLeft == other.IsLeft || mine.Key != other.Key || Closes(other) < _time)
            return false;
        var distance = mine.IsLeft ? other.Time - mine.Time : mine.Time - other.Time;
        return distance >= -before && distance <= after;
    }

    long Closes(Kept kept) => kept.Time + (kept.IsLeft ? after : before) + grace;

    static string Alone(Kept kept) =>
        kept.IsLeft ? $"{kept.Key}={kept.Value}|@{kept.Time}" : $"{kept.Key}=|{kept.Value}@{kept.Time}";

    sealed record Kept(bool IsLeft, string Key, string Value, long Time)
    {
        public bool IsDone { get; set; }
    }
}
