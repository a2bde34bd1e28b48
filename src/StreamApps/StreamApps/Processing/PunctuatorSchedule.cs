namespace StreamApps.Processing;

/// <summary>The punctuators of a task, by the time at which they are due.</summary>
internal sealed class PunctuatorSchedule
{
    readonly List<ScheduledPunctuator> _scheduled = [];

    public void Add(ScheduledPunctuator punctuator) => _scheduled.Add(punctuator);

    public void Clear() => _scheduled.Clear();

    /// <summary>The one that is due first at <paramref name="time"/>; of several, the one scheduled first.</summary>
    public ScheduledPunctuator? NextDue(PunctuationType type, long time)
    {
        ScheduledPunctuator? first = null;
        for (var index = _scheduled.Count - 1; index >= 0; index--)
        {
            var candidate = _scheduled[index];
            if (candidate.Cancelled)
                _scheduled.RemoveAt(index);
            else if (candidate.Type == type && candidate.Due <= time && (first is null || candidate.Due <= first.Due))
                first = candidate;
        }
        return first;
    }

    /// <summary>When the first of this type is due; null when there is none.</summary>
    public long? FirstDue(PunctuationType type)
    {
        long? first = null;
        foreach (var candidate in _scheduled)
        {
            if (candidate.Type == type && !candidate.Cancelled && !(first <= candidate.Due))
                first = candidate.Due;
        }
        return first;
    }
}
