using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// The log of one partition: segments, producers and aborted transactions. There is one replica, so the high
/// watermark is the log's end. Only the event loop touches it.
/// </summary>
internal sealed partial class PartitionLog
{
    readonly IStorage _storage;
    readonly string _folder;
    readonly bool _flushEveryWrite;
    readonly List<Segment> _segments = [];
    readonly List<AbortedTransaction> _aborted = [];
    ProducerTable _producers = new();
    long _unflushed;

    PartitionLog(IStorage storage, string folder, TopicConfig config, bool flushEveryWrite)
    {
        _storage = storage;
        _folder = folder;
        _flushEveryWrite = flushEveryWrite;
        Config = config;
    }

    /// <summary>Called after anything that a waiting fetch may be waiting for.</summary>
    public Action? Changed { get; set; }

    public bool IsDeleted { get; private set; }

    public TopicConfig Config { get; set; }

    public ProducerTable Producers => _producers;

    public IReadOnlyList<AbortedTransaction> Aborted => _aborted;

    public long StartOffset { get; private set; }

    public long EndOffset => Active.NextOffset;

    /// <summary>Read-committed readers see the offsets below this one.</summary>
    public long LastStableOffset => _producers.FirstOpenOffset ?? EndOffset;

    public long Size => _segments.Sum(segment => segment.Size);

    Segment Active => _segments[^1];

    /// <summary>Appends a client's batch, already inspected, after the checks that need the log's state.</summary>
    public AppendResult AppendFromClient(Memory<byte> batch, in BatchHeader header)
    {
        if (header.HasProducer)
        {
            if (_producers.FindDuplicate(header) is { } duplicate)
                return new AppendResult(ErrorCode.None, duplicate.BaseOffset);
            var error = _producers.Check(header);
            if (error != ErrorCode.None)
                return AppendResult.Refused(error);
        }
        return new AppendResult(ErrorCode.None, Append(batch));
    }

    /// <summary>Appends a batch of the broker's own and returns its base offset.</summary>
    public long Append(Memory<byte> batch)
    {
        BatchHeader.Place(batch.Span, EndOffset);
        var header = BatchHeader.Read(batch.Span);
        if (Active.Size > 0 && (Active.Size + header.Size > Config.SegmentBytes || IsOverdue(header)))
            Roll();
        Active.Append(header, batch.Span);
        if (_flushEveryWrite || ++_unflushed >= Config.FlushMessages)
        {
            Active.File.Flush();
            _unflushed = 0;
        }
        Take(header, batch.Span);
        Changed?.Invoke();
        return header.BaseOffset;
    }

    /// <summary>By the records' own times, as Apache Kafka does for <c>segment.ms</c>.</summary>
    bool IsOverdue(in BatchHeader header) => header.MaxTimestamp - Active.FirstTimestamp > Config.SegmentMs;

    /// <summary>Appends the marker that ends a producer's transaction in this partition.</summary>
    public void AppendMarker(long producerId, short producerEpoch, bool commit, long timestamp) =>
        Append(BatchBuilder.Marker(producerId, producerEpoch, commit, timestamp));

    /// <summary>Takes a batch that is in the log into the producers' state.</summary>
    void Take(in BatchHeader header, ReadOnlySpan<byte> batch)
    {
        if (!header.HasProducer)
            return;
        if (!header.IsControl)
            _producers.Update(header);
        else if (ControlMarker.TryReadCommit(batch, out var commit) && _producers.End(header, commit) is { } aborted)
            _aborted.Add(aborted);
    }

    /// <summary>
    /// Closes the active segment, with its index and the producers' state beside it, and begins the next.
    /// </summary>
    void Roll()
    {
        var closed = Active;
        closed.File.Flush();
        SegmentSidecar.Write(_storage, _folder, closed, _aborted);
        var next = closed.NextOffset;
        // Only the state at the active segment's start is ever read again.
        _storage.Replace(_folder, Segment.SnapshotName(next), _producers.ToSnapshot());
        _segments.Add(new Segment(next, _storage.Open(_folder, Segment.LogName(next))));
        _storage.Delete(_folder, Segment.SnapshotName(closed.BaseOffset));
    }

    public void Close()
    {
        foreach (var segment in _segments)
            segment.File.Dispose();
    }

    /// <summary>Deletes the log's files; fetches that hold a slice of one can still read it.</summary>
    public void Delete()
    {
        IsDeleted = true;
        _storage.DeleteFolder(_folder);
        Changed?.Invoke();
    }
}
