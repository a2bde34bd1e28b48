using StreamApps.State;
using StreamApps.Time;
using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>Processing: one record, timer or punctuator at a time, each with all of its effects or none.</summary>
internal sealed partial class StreamTask
{
    /// <inheritdoc/>
    public bool Process(in LogRecord record)
    {
        RequireRunning();
        var input = Input(record.Source);
        if (record.Offset < input.NextOffset)
        {
            _context.Counters.BelowPosition++;
            return false;
        }
        if (_context.AsyncOperators.Count > 0)
        {
            ForwardEndedCalls();
            if (_options.WaitsForCalls)
                MakeRoomForCalls();
        }
        FireAllDue();
        Begin(record);
        var (streamTime, watermark) = (_clock.StreamTime, _clock.Watermark);
        var (maxTimestamp, inputWatermark, idle) = (input.MaxTimestamp, input.Watermark, input.Idle);
        try
        {
            input.Source.Process(record, input);
            Complete();
        }
        catch (Exception error) when (IsOfRecord(error))
        {
            Undo();
            _clock.StreamTime = streamTime;
            _clock.RestoreWatermark(watermark);
            (input.MaxTimestamp, input.Watermark, input.Idle) = (maxTimestamp, inputWatermark, idle);
            Handle(Describe(error), record.Key, record.Value, record.Headers, isUndone: true);
        }
        Advance(input, record);
        FireDue(_options.MaxTimersPerStep);
        if (_options.Cache is { IsExceeded: true })
            FlushCaches();
        return true;
    }

    /// <inheritdoc/>
    public void RejectProduction(in LogRecord record, Exception error)
    {
        RequireRunning();
        var input = Input(record.Source);
        if (record.Offset < input.NextOffset)
            return;
        Begin(record);
        _context.Stage = ErrorStage.Production;
        _context.Current = input.Source;
        Handle(Describe(error), record.Key, record.Value, record.Headers, isUndone: true);
        Advance(input, record);
    }

    /// <inheritdoc/>
    public void SkipTo(TopicPartition input, long nextOffset)
    {
        var known = Input(input);
        if (nextOffset <= known.NextOffset)
            return;
        known.NextOffset = nextOffset;
        HasUncommittedWork = true;
    }

    void Begin(in LogRecord record)
    {
        _context.Metadata = new(record.Source, record.Offset, record.Timestamp, record.Headers);
        if (_context.AsyncOperators.Count > 0)
            _context.Input = record;
        _options.Trace?.BeganRecord(Id, record);
        _clock.LogTime = Math.Max(_clock.LogTime, record.Timestamp);
        BeginUnit();
    }

    /// <summary>What is done from here on can be undone.</summary>
    void BeginUnit()
    {
        _stores?.BeginRecord();
        foreach (var cache in _context.Caches)
            cache.BeginRecord();
        _bytesBefore = _stores?.Bytes ?? 0;
    }

    /// <summary>Checks the bound of a record and lets its outputs go.</summary>
    void Complete()
    {
        _stores?.EndRecord();
        var outputBytes = _outputs.Bytes.Length;
        var written = outputBytes + (_stores?.Bytes ?? 0) - _bytesBefore;
        if (written > _options.MaxRecordBytes)
            throw new RecordTooLargeException(written, _options.MaxRecordBytes);
        _options.SideOutputs?.Keep();
        HandleFailedAside();
        if (_outputs.Count == 0)
            return;
        _context.Counters.Outputs += _outputs.Count;
        _outputs.FlushTo(_sink);
        _outputBytes += outputBytes;
        HasUncommittedWork = true;
    }

    void Undo()
    {
        _stores?.Rollback();
        foreach (var cache in _context.Caches)
            cache.Rollback();
        _outputs.Clear();
        _context.FailedAside.Clear();
        _options.SideOutputs?.Drop();
    }

    void HandleFailedAside()
    {
        if (_context.FailedAside.Count == 0)
            return;
        foreach (var failed in _context.FailedAside)
        {
            var error = Describe(failed.Error) with { Node = failed.Node.Name, Stage = ErrorStage.Processing };
            Handle(error, failed.Key, failed.Value, failed.Headers);
        }
        _context.FailedAside.Clear();
        HasUncommittedWork = true;
    }

    void Advance(TaskInput input, in LogRecord record)
    {
        input.NextOffset = record.Offset + 1;
        UncommittedRecords++;
        HasUncommittedWork = true;
        _context.Counters.Processed++;
    }

    void Handle(
        RecordError failure,
        ReadOnlyMemory<byte>? key,
        ReadOnlyMemory<byte>? value,
        RecordHeaders? headers,
        bool isUndone = false)
    {
        var action = _options.Errors.Decide(failure);
        _options.Trace?.Failed(failure, action);
        if (isUndone && action is not ErrorAction.Fail)
            RequireUnsourced(failure);
        if (action is not ErrorAction.Fail)
            _handledErrors.Add(new(action, failure.Error.GetType().Name));
        switch (action)
        {
            case ErrorAction.Skip:
                _context.Counters.Skipped++;
                break;
            case ErrorAction.DeadLetter:
                DeadLetterWriter.Send(_sink, _options, failure, key, value, headers);
                _outputBytes += (key?.Length ?? 0) + (value?.Length ?? 0);
                _context.Counters.DeadLetters++;
                break;
            default:
                throw new RecordFailedException(failure);
        }
    }

    RecordError Describe(Exception error) => new(
        _context.Stage,
        Id,
        _context.Metadata.Source,
        _context.Metadata.Offset,
        _context.Metadata.Timestamp,
        _context.Current?.Name ?? _subTopology.Name,
        error);

    /// <summary>False for errors of the log or of the database: those end the transaction, not the record.</summary>
    static bool IsOfRecord(Exception error) =>
        error is not (StateBackendException or LogTransportException or OutOfMemoryException);

    void RequireRunning()
    {
        if (!_running)
            throw new InvalidOperationException($"task {Id} is not restored yet");
    }
}
