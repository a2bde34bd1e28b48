using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>Commits, and what happens when one fails.</summary>
sealed partial class StreamThread
{
    void CommitIfDue(bool drained)
    {
        var (records, bytes) = Uncommitted();
        if (_commitPolicy.IsDue(_time.GetUtcNow(), drained, records, bytes))
            Commit();
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
    void Commit()
    {
        var dirty = _slots.Values.Where(slot => slot.IsDirty).ToList();
        if (dirty.Count == 0)
        {
            _commitPolicy.Aborted();
            return;
        }
        var start = _time.GetTimestamp();
        foreach (var slot in dirty)
            slot.Task!.WriteChangelog(_sink);
        var positions = dirty.SelectMany(slot => slot.Task!.InputPositions).ToList();
        _sink.Commit(positions, _group!, _consumer);

        var now = _time.GetUtcNow();
        foreach (var slot in dirty)
        {
            var changelog = slot.Task!.ChangelogTopic;
            var delivered = changelog is null ? null : _sink.DeliveredOffset(new(changelog, slot.Id.Partition));
            slot.Task.CommitSucceeded(delivered + 1, now.ToUnixTimeMilliseconds());
        }
        _options.OnStep(RuntimeStep.Applied);
        var latency = _time.GetElapsedTime(start);
        _commitPolicy.Committed(now, latency);
        _metrics.Committed(latency);
    }

    void Recover(LogTransportException error)
    {
        switch (error.Kind)
        {
            case LogErrorKind.Abortable:
                Tell(RuntimeEventKind.Aborted, error.Message, error);
                AbortTransaction();
                break;
            case LogErrorKind.Retriable or LogErrorKind.UnknownOutcome or LogErrorKind.Fenced or LogErrorKind.Fatal:
                ReplaceProducer(error);
                DropUncommitted();
                break;
            default:
                throw new StreamsException($"{Name}: {error.Message}", error);
        }
    }

    void AbortTransaction()
    {
        _metrics.Aborted();
        try
        {
            _sink.Abort();
        }
        catch (LogTransportException error)
        {
            ReplaceProducer(error);
        }
        DropUncommitted();
    }

    // Whether the transaction was committed is found out from the group's offsets once a new producer has ended it:
    // going on with this one could let a delayed end of the old transaction end the next.
    void ReplaceProducer(LogTransportException error)
    {
        Tell(RuntimeEventKind.ProducerReplaced, error.Message, error);
        _metrics.ProducerReplaced(error.Kind);
        _needsProducer = true;
    }

    // After an abort the tasks stand at their last commit and are read again from there. After an unknown outcome the
    // restorer must first find out where that is.
    void DropUncommitted()
    {
        _commitPolicy.Aborted();
        foreach (var slot in _slots.Values.Where(slot => slot.Phase == TaskPhase.Running))
        {
            if (_needsProducer)
            {
                slot.Suspend();
                continue;
            }
            slot.Task!.Abort();
            slot.HandBack();
        }
    }

    bool TryReplaceProducer()
    {
        if (!_sink.TryInitialise())
            return false;
        _needsProducer = false;
        foreach (var slot in _slots.Values.Where(slot => slot.Phase == TaskPhase.Suspended))
            _restorer.Restore(slot);
        return true;
    }
}
