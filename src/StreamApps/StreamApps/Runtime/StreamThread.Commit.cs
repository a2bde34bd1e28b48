namespace StreamApps.Runtime;

/// <summary>Commits.</summary>
sealed partial class StreamThread
{
    void CommitIfDue(bool drained)
    {
        var (records, bytes) = Uncommitted();
        if (_commitPolicy.IsDue(_time.GetUtcNow(), drained, records, bytes))
            Commit(drained);
    }

    (int Records, long Bytes) Uncommitted()
    {
        var (records, bytes) = (0, 0L);
        foreach (var slot in _slots.Values)
        {
            if (!slot.IsDirty)
                continue;
            records += slot.Task!.UncommittedRecords;
            bytes += slot.Task.UncommittedBytes;
        }
        return (records, bytes);
    }

    /// <summary>State, outputs and positions of all tasks, in one transaction; then the local databases.</summary>
    /// <param name="drained">Whether the log had nothing more to give.</param>
    void Commit(bool drained = false)
    {
        var dirty = _slots.Values.Where(slot => slot.IsDirty).ToList();
        if (dirty.Count == 0)
        {
            _commitPolicy.Aborted();
            return;
        }
        var start = _time.GetTimestamp();
        foreach (var slot in dirty)
        {
            _working = slot;
            slot.Task!.WriteChangelog(_sink);
        }
        var positions = dirty.SelectMany(slot => slot.Task!.InputPositions).ToList();
        _sink.Commit(positions, _group!, _consumer);

        var now = _time.GetUtcNow();
        foreach (var slot in dirty)
        {
            _working = slot;
            var changelog = slot.Task!.ChangelogTopic;
            var delivered = changelog is null ? null : _sink.DeliveredOffset(new(changelog, slot.Id.Partition));
            slot.Report(_metrics);
            slot.Task.CommitSucceeded(delivered + 1, now.ToUnixTimeMilliseconds());
        }
        _purge.Committed(positions);
        if (_purge.TakeDue(now) is { } processed)
            _restorer.Run(() => _purge.Delete(processed));
        if (_rejected is { } rejected && positions.Exists(rejected.IsBelow))
            _rejected = null;
        _options.OnStep(RuntimeStep.Applied);
        var latency = _time.GetElapsedTime(start);
        _commitPolicy.Committed(now, latency, drained);
        _metrics.Committed(latency);
    }
}
