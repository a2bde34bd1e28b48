using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>Takes records, processes them and fires timers.</summary>
sealed partial class StreamThread
{
    // Each takes what came since the one before it: enough of them for the few milliseconds that they are to bridge.
    const int MostPollsBeforeBegin = 32;

    /// <summary>Takes the next records, for as long as a transaction should not begin with them.</summary>
    int Gather(TimeSpan wait)
    {
        _batch.Clear();
        Poll(wait);
        for (var more = 0; more < MostPollsBeforeBegin && _batch.Count > 0 && !_batch.IsFull; more++)
        {
            if (_commitPolicy.UntilBegin(_time.GetUtcNow()) is var rest && rest == TimeSpan.Zero)
                break;
            Poll(rest);
        }
        if (_batch.Count > 0)
            _metrics.Polled(_batch.Count);
        return _batch.Count;
    }

    /// <summary>
    /// Takes the next records; what the consumer reports is the group's or the log's, not the transaction's.
    /// </summary>
    /// <exception cref="StreamsException">The consumer cannot go on: a new producer would not help it.</exception>
    void Poll(TimeSpan wait)
    {
        try
        {
            _consumer.Poll(_batch, wait);
        }
        catch (LogTransportException error) when (error.Kind == LogErrorKind.Retriable)
        {
            Tell(RuntimeEventKind.Retrying, error.Message, error);
        }
        catch (LogTransportException error)
        {
            throw new StreamsException(
                error.Kind == LogErrorKind.Fenced
                    ? $"{Name}: another worker has joined with this instance id, "
                        + $"and this one gives way: {error.Message}"
                    : $"{Name} cannot read on: {error.Message}",
                error);
        }
    }

    TimeSpan PollWait()
    {
        var now = _time.GetUtcNow();
        var wait = IdlePoll;
        if (_commitPolicy.UntilDue(now) is { } due && due < wait)
            wait = due;
        foreach (var slot in _slots.Values)
        {
            if (slot.Phase == TaskPhase.Running && slot.Task!.NextPunctuation is { } next && next - now < wait)
                wait = next > now ? next - now : TimeSpan.Zero;
        }
        return wait;
    }

    void Process(ReadOnlySpan<LogRecord> records)
    {
        TopicPartition lastSource = default;
        TaskSlot? slot = null;
        var processed = 0;
        foreach (ref readonly var record in records)
        {
            if (slot is null || record.Source != lastSource)
            {
                lastSource = record.Source;
                slot = _byInput.GetValueOrDefault(lastSource);
            }
            // Of an assignment that was just replaced: its task reads it again from its own position.
            if (slot is not { Phase: TaskPhase.Running })
                continue;
            if (slot.Merge is { } merge)
                merge.Add(record);
            else if (ProcessNext(slot, record))
                processed++;
        }
        foreach (var merging in _slots.Values)
            processed += ProcessMerged(merging);
        if (records.Length == 0 && processed == 0)
            return;
        _metrics.Processed(processed);
        _commitPolicy.WorkPending(_time.GetUtcNow());
    }

    bool ProcessNext(TaskSlot slot, in LogRecord record)
    {
        var handled = _rejected is { } rejected && rejected.Is(record);
        if (handled)
            Commit();
        _working = slot;
        var processed = Process(slot, record, handled);
        if (handled || _isolated > 0)
            CommitAlone(record, handled);
        else if (slot.Task!.MustCommit)
            Commit();
        return processed;
    }

    bool Process(TaskSlot slot, in LogRecord record, bool handled)
    {
        try
        {
            if (!handled)
                return slot.Task!.Process(record);
            slot.Task!.RejectProduction(record, _rejected!.Error);
            return true;
        }
        catch (LogTransportException error) when (error.Kind == LogErrorKind.Rejected)
        {
            Reject(record, handled, error);
            throw;
        }
    }

    // After a refused transaction: whichever record is refused on its own is the one.
    void CommitAlone(in LogRecord record, bool handled)
    {
        _isolated = Math.Max(0, _isolated - 1);
        try
        {
            Commit();
        }
        catch (LogTransportException error) when (error.Kind == LogErrorKind.Rejected)
        {
            Reject(record, handled, error);
            throw;
        }
    }

    void Reject(in LogRecord record, bool handled, LogTransportException error)
    {
        if (handled)
        {
            throw new StreamsException(
                $"{Name}: what the production handler sent for {record.Source} offset {record.Offset} "
                + $"is refused as well: {error.Message}",
                error);
        }
        _rejected = new RejectedRecord(record.Source, record.Offset, error);
    }

    // Control records and aborted ones take offsets: positions that ignored them would never reach the end of the log.
    void SkipControlRecords()
    {
        foreach (var slot in _slots.Values)
        {
            if (slot.Phase != TaskPhase.Running)
                continue;
            foreach (var input in slot.Inputs)
            {
                if (_consumer.Position(input) is { } position && slot.Merge?.HasWaiting(input) != true)
                    slot.Task!.SkipTo(input, position);
            }
            if (slot.IsDirty)
                _commitPolicy.WorkPending(_time.GetUtcNow());
        }
    }

    void Punctuate()
    {
        var now = _time.GetUtcNow();
        foreach (var slot in _slots.Values)
        {
            if (slot.Phase != TaskPhase.Running || slot.Task!.NextPunctuation is not { } next || next > now)
                continue;
            _working = slot;
            // All that is due fires before the next record, in steps with room for a commit between them.
            while (slot.Task.Punctuate(now))
            {
                if (slot.Task.MustCommit)
                    Commit();
            }
            if (slot.IsDirty)
                _commitPolicy.WorkPending(now);
        }
    }
}
