namespace StreamApps.Runtime;

/// <summary>
/// When to commit: at once when the input is drained and work is pending, at the latest after the commit interval or
/// a bound, and never closer to the last commit than a spacing that follows its own latency.
/// </summary>
sealed class CommitPolicy(StreamsOptions options)
{
    TimeSpan _spacing = options.MinCommitSpacing;
    DateTimeOffset _lastCommit = DateTimeOffset.MinValue;
    DateTimeOffset? _pendingSince;

    /// <summary>Notes that uncommitted work exists at this time.</summary>
    public void WorkPending(DateTimeOffset now) => _pendingSince ??= now;

    /// <summary>Whether a commit is due now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="drained">Whether the log had nothing more to give.</param>
    /// <param name="records">Uncommitted records.</param>
    /// <param name="bytes">Uncommitted bytes.</param>
    public bool IsDue(DateTimeOffset now, bool drained, int records, long bytes)
    {
        if (_pendingSince is not { } since)
            return false;
        var overBounds = records >= options.MaxUncommittedRecords || bytes >= options.MaxUncommittedBytes;
        if (overBounds || now - since >= options.CommitInterval)
            return true;
        return drained && now - _lastCommit >= _spacing;
    }

    /// <summary>
    /// How long a poll may wait for records without holding back a commit; null without pending work.
    /// </summary>
    public TimeSpan? UntilDue(DateTimeOffset now)
    {
        if (_pendingSince is not { } since)
            return null;
        var due = _lastCommit + _spacing;
        var latest = since + options.CommitInterval;
        var wait = (due < latest ? due : latest) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Notes a commit that took this long.</summary>
    public void Committed(DateTimeOffset now, TimeSpan latency)
    {
        _lastCommit = now;
        _pendingSince = null;
        var follow = 2 * latency;
        var floor = options.MinCommitSpacing;
        _spacing = follow < floor ? floor : follow > options.CommitInterval ? options.CommitInterval : follow;
    }

    /// <summary>Notes that the pending work was dropped.</summary>
    public void Aborted() => _pendingSince = null;
}
