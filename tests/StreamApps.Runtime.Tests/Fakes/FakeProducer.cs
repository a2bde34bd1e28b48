using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>A producer whose transaction reaches the log when it commits.</summary>
sealed class FakeProducer(FakeLog log, int number) : ILogProducer
{
    readonly List<(LogRecord Record, bool Track)> _pending = [];
    readonly Dictionary<TopicPartition, long> _delivered = [];
    IReadOnlyCollection<TopicPartitionOffset> _offsets = [];

    public void InitTransactions(TimeSpan timeout) => Call("init");

    public void BeginTransaction()
    {
        _delivered.Clear();
        Call("begin");
    }

    public void Send(in OutgoingRecord record)
    {
        log.Note($"send {record.Topic}");
        if (log.Failure($"send {record.Topic}") is { } failure)
            throw failure;
        var source = new TopicPartition(record.Topic, record.Partition ?? 0);
        var sent = new LogRecord(
            source,
            -1,
            record.Timestamp ?? log.Clock(),
            record.HasKey ? (ReadOnlyMemory<byte>?)record.Key.ToArray() : null,
            record.HasValue ? (ReadOnlyMemory<byte>?)record.Value.ToArray() : null,
            record.Headers);
        _pending.Add((sent, record.TrackOffset));
    }

    public void Flush(TimeSpan timeout) => Apply();

    public void SendOffsets(IReadOnlyCollection<TopicPartitionOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        Call("offsets");
        log.Note($"offsets of generation {((FakeGroupMetadata)group).Generation}");
        _offsets = offsets;
    }

    public void CommitTransaction(TimeSpan timeout)
    {
        if (_pending.Exists(pending => log.Refuses(pending.Record)))
            throw new LogTransportException(LogErrorKind.Rejected, "an output is too large");
        Call("commit");
        Apply();
        // Acknowledgements can be lost after the broker has committed.
        if (log.Failure("acknowledgement") is { } lost)
            throw lost;
        log.Note("committed");
    }

    public void AbortTransaction(TimeSpan timeout)
    {
        Call("abort");
        _pending.Clear();
        _offsets = [];
    }

    public long? DeliveredOffset(TopicPartition partition) =>
        _delivered.TryGetValue(partition, out var offset) ? offset : null;

    public void Dispose() => log.Note($"dispose producer {number}");

    void Apply()
    {
        foreach (var (record, track) in _pending)
        {
            var offset = log.Append(record);
            if (track)
                _delivered[record.Source] = offset;
        }
        foreach (var partition in _pending.Select(pending => pending.Record.Source).Distinct())
            log.AppendMarker(partition);
        foreach (var offset in _offsets)
            log.SetGroupOffset(offset.Partition, offset.Offset);
        _pending.Clear();
        _offsets = [];
    }

    void Call(string name)
    {
        log.Note($"{name} {number}");
        log.Note(name);
        if (log.Failure(name) is { } failure)
            throw failure;
    }
}
