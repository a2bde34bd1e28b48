using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Restore: from the database and the changelog to a task that can process.</summary>
internal sealed partial class StreamTask
{
    /// <inheritdoc/>
    public ChangelogPosition? Position { get; private set; }

    /// <inheritdoc/>
    public TaskRecord? Committed { get; private set; }

    /// <inheritdoc/>
    public void ApplyChangelog(ReadOnlySpan<LogRecord> records, long nextPosition)
    {
        if (_stores is null || _running)
            throw new InvalidOperationException($"task {Id} has no changelog to restore, or is restored");
        MarkSourceRows();
        var (time, lineage) = (Position?.Time ?? -1, Position?.Lineage ?? Guid.Empty);
        foreach (ref readonly var record in records)
        {
            time = Math.Max(time, record.Timestamp);
            if (record is { Key: { } key, Value: { } value } && key.Span.SequenceEqual(ChangelogKey.TaskRecord))
                lineage = TaskRecordCodec.Decode(value.Span).Lineage;
        }
        var position = new ChangelogPosition(nextPosition, time, lineage);
        _context.Counters.OrphanRecords += _stores.ApplyChangelog(records, position);
        Position = position;
    }

    /// <inheritdoc/>
    public void RestoreCompleted()
    {
        if (_running)
            throw new InvalidOperationException($"task {Id} is already restored");
        UnmarkSourceRows();
        ReadReserved();
        _lineage = Committed?.Lineage ?? _options.LineageSource();
        TakeOver(Committed);
        _snapshot = TakeSnapshot();
        _committedCounters = _context.Counters;
        InitialiseProcessors();
        _clock.StartIdleness(_time.GetUtcNow().ToUnixTimeMilliseconds());
        _running = true;
    }

    /// <inheritdoc/>
    public void StartAt(TopicPartition input, long nextOffset)
    {
        RequireRunning();
        var known = Input(input);
        if (known.NextOffset >= 0)
            return;
        known.NextOffset = nextOffset;
        // An abort must come back to here, not to "unknown".
        _snapshot = TakeSnapshot();
    }

    void ReadReserved()
    {
        if (_stores is null)
            return;
        var buffer = new ScratchBuffer();
        if (_stores.TryGetReserved(ReservedStore.PositionKey, buffer))
            Position = ChangelogPosition.Decode(buffer.Span);
        buffer.Clear();
        if (_stores.TryGetReserved(ReservedStore.TaskRecordKey, buffer))
            Committed = TaskRecordCodec.Decode(buffer.Span);
    }

    /// <summary>Sets positions, times and timer marks as a task record has them; null is the very beginning.</summary>
    void TakeOver(TaskRecord? record)
    {
        _clock.StreamTime = record?.StreamTime ?? -1;
        _clock.LogTime = record?.LogTime ?? -1;
        _clock.RestoreWatermark(record?.Watermark ?? -1);
        foreach (var input in _inputs)
        {
            var kept = record?.Inputs.FirstOrDefault(kept => kept.Partition == input.Partition)
                ?? default(InputPosition);
            if (kept.Partition != input.Partition)
                kept = new InputPosition(input.Partition, -1, -1, -1, Idle: false);
            input.NextOffset = kept.NextOffset;
            input.MaxTimestamp = kept.MaxTimestamp;
            input.Watermark = kept.Watermark;
            input.Idle = kept.Idle;
        }
        foreach (var timers in _context.Timers)
        {
            timers.RestoreLow(TimeDomain.EventTime, record?.EventTimerLow ?? long.MaxValue);
            timers.RestoreLow(TimeDomain.ProcessingTime, record?.ProcessingTimerLow ?? long.MaxValue);
        }
    }

    TaskRecord TakeSnapshot()
    {
        var (eventLow, processingLow) = (long.MaxValue, long.MaxValue);
        foreach (var timers in _context.Timers)
        {
            eventLow = Math.Min(eventLow, timers.Low(TimeDomain.EventTime));
            processingLow = Math.Min(processingLow, timers.Low(TimeDomain.ProcessingTime));
        }
        var inputs = new InputPosition[_inputs.Length];
        for (var index = 0; index < inputs.Length; index++)
        {
            var input = _inputs[index];
            inputs[index] = new(input.Partition, input.NextOffset, input.MaxTimestamp, input.Watermark, input.Idle);
        }
        return new(_lineage, _clock.StreamTime, _clock.LogTime, eventLow, processingLow, inputs)
        {
            Watermark = _clock.Watermark,
        };
    }

    void InitialiseProcessors()
    {
        _context.Initialising = true;
        _context.Stage = ErrorStage.Processing;
        foreach (var node in _context.Nodes)
        {
            _context.Current = node;
            node.Init();
        }
        _context.Initialising = false;
    }
}
