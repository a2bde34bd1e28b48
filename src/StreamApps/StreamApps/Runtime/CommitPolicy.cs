namespace StreamApps.Runtime;

/// <summary>
/// When to commit: at once when the input is drained and work is pending, at the latest after the commit interval or
/// a bound, and never closer to the last commit than a spacing that follows the latency of commits.
/// </summary>
sealed class CommitPolicy(StreamsOptions options)
{
    // The markers of a transaction are written after its end was answered. To begin the next one before that is
    // refused, and librdkafka asks again after 20 ms, whatever its settings say: waiting a little is the faster way.
    static readonly TimeSpan MarkersPending = TimeSpan.FromMilliseconds(5);

    // The share of the last commit in the running mean of latencies: one in so many.
    const int MeanOver = 4;

    TimeSpan _meanLatency = options.MinCommitSpacing;
    TimeSpan _spacing = options.MinCommitSpacing;
    DateTimeOffset _lastCommit = DateTimeOffset.MinValue;
    DateTimeOffset? _pendingSince;
    DateTimeOffset _beginNotBefore = DateTimeOffset.MinValue;

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

    /// <summary>
    /// How much longer records should be gathered before the next transaction begins with the first of them.
    /// </summary>
    public TimeSpan UntilBegin(DateTimeOffset now)
    {
        var rest = _beginNotBefore - now;
        // More than that is a clock that was set back.
        return rest > TimeSpan.Zero && rest <= MarkersPending ? rest : TimeSpan.Zero;
    }

    /// <summary>Notes a commit that took this long.</summary>
    /// <param name="now">The time.</param>
    /// <param name="latency">How long it took.</param>
    /// <param name="drained">Whether the log had nothing more to give: else there is no time to wait.</param>
    public void Committed(DateTimeOffset now, TimeSpan latency, bool drained)
    {
        _lastCommit = now;
        if (drained && options.Guarantee == ProcessingGuarantee.ExactlyOnce)
            _beginNotBefore = now + MarkersPending;
        _pendingSince = null;
        _meanLatency += (latency - _meanLatency) / MeanOver;
        // A single slow commit has cost its time already: what came meanwhile must not wait for as long again.
        var follow = latency < _meanLatency ? latency : _meanLatency;
        var floor = options.MinCommitSpacing;
        _spacing = follow < floor ? floor : follow > options.CommitInterval ? options.CommitInterval : follow;
    }

    /// <summary>Notes that the pending work was dropped.</summary>
    public void Aborted() => _pendingSince = null;
}
