using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>Commit and abort.</summary>
internal sealed partial class StreamTask
{
    readonly ScratchBuffer _changelogKey = new();
    readonly ScratchBuffer _recordBytes = new();
    Guid _lineage;
    TaskRecord? _snapshot;
    TaskRecord? _written;
    TaskCounters _committedCounters;
    long _bytesBefore;
    long _outputBytes;

    /// <inheritdoc/>
    public bool HasUncommittedWork { get; private set; }

    /// <inheritdoc/>
    public int UncommittedRecords { get; private set; }

    /// <inheritdoc/>
    public long UncommittedBytes => _outputBytes + (_stores?.Bytes ?? 0);

    /// <inheritdoc/>
    public bool MustCommit =>
        UncommittedRecords >= _options.MaxUncommittedRecords || UncommittedBytes >= _options.MaxUncommittedBytes;

    /// <inheritdoc/>
    public IReadOnlyList<TopicPartitionOffset> InputPositions =>
        [.. _inputs
            .Where(input => input.NextOffset >= 0)
            .Select(input => new TopicPartitionOffset(input.Partition, input.NextOffset))];

    /// <inheritdoc/>
    public void WriteChangelog(IRecordSink changelog)
    {
        RequireRunning();
        do
        {
            FinishCalls();
            FlushCaches();
        }
        while (HasAsyncWork);
        _written = TakeSnapshot();
        if (_stores is null)
            return;
        _stores.ForEachChange((this, changelog), _changelogKey, static (target, key, hasValue, value) =>
            target.Argument.Item1.SendChange(target.Argument.Item2, key, hasValue, value));
        _recordBytes.Clear();
        TaskRecordCodec.Encode(_written, _recordBytes);
        changelog.Send(new OutgoingRecord
        {
            Topic = ChangelogTopic!,
            Partition = Id.Partition,
            Key = ChangelogKey.TaskRecord,
            HasKey = true,
            Value = _recordBytes.Span,
            HasValue = true,
            TrackOffset = true,
        });
        _context.Counters.ChangelogRecords++;
    }

    /// <inheritdoc/>
    public void CommitSucceeded(long? nextChangelogOffset, long time)
    {
        if (_written is null)
            throw new InvalidOperationException($"task {Id} has written no changelog to be committed");
        if (_stores is not null)
        {
            var position = nextChangelogOffset is { } offset
                ? new ChangelogPosition(offset, time, _lineage)
                : Position;
            _stores.Apply(_recordBytes.Span, position);
            Position = position;
            Committed = _written;
        }
        _snapshot = _written;
        _written = null;
        _committedCounters = _context.Counters;
        ResetUncommitted();
    }

    /// <inheritdoc/>
    public void Abort()
    {
        RequireRunning();
        DropUncommitted();
        TakeOver(_snapshot);
        InitialiseProcessors();
    }

    /// <inheritdoc/>
    public void Suspend()
    {
        RequireRunning();
        DropUncommitted();
        _running = false;
    }

    void DropUncommitted()
    {
        ClearCaches();
        _stores?.Clear();
        _outputs.Clear();
        CancelCalls();
        _written = null;
        RecreateGraph(_committedCounters);
        ResetUncommitted();
    }

    void SendChange(IRecordSink changelog, ReadOnlySpan<byte> key, bool hasValue, ReadOnlySpan<byte> value)
    {
        var prefix = _changelogKey.Length;
        _changelogKey.Append(key);
        changelog.Send(new OutgoingRecord
        {
            Topic = ChangelogTopic!,
            Partition = Id.Partition,
            Key = _changelogKey.Span,
            HasKey = true,
            Value = value,
            HasValue = hasValue,
        });
        _changelogKey.Truncate(prefix);
        _context.Counters.ChangelogRecords++;
    }

    void ResetUncommitted()
    {
        HasUncommittedWork = false;
        UncommittedRecords = 0;
        _outputBytes = 0;
        _handledErrors.Clear();
    }
}
