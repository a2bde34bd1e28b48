using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>A consumer whose rebalances a test orders; they happen inside the next poll.</summary>
sealed class FakeConsumer(FakeLog log) : ILogConsumer
{
    readonly Queue<Action<IAssignmentListener>> _rebalances = new();
    readonly Dictionary<TopicPartition, long> _positions = [];
    IAssignmentListener? _listener;

    /// <summary>The generation that the group is in.</summary>
    public int Generation { get; set; } = 1;

    /// <summary>How often it was asked for records.</summary>
    public int Polls { get; private set; }

    public void Assign(params TopicPartition[] partitions) =>
        _rebalances.Enqueue(listener => listener.Assigned(partitions));

    public void Revoke(params TopicPartition[] partitions) => _rebalances.Enqueue(listener =>
    {
        listener.Revoked(partitions);
        log.Note("revoked");
    });

    public void Lose(params TopicPartition[] partitions) => _rebalances.Enqueue(listener => listener.Lost(partitions));

    public void Subscribe(IReadOnlyCollection<string> topics, IAssignmentListener listener) => _listener = listener;

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        Polls++;
        while (_rebalances.TryDequeue(out var rebalance))
        {
            _positions.Clear();
            rebalance(_listener!);
        }
        if (log.Failure("poll") is { } failure)
            throw failure;
        var before = batch.Count;
        foreach (var (partition, position) in _positions.ToList())
        {
            var entries = log.Read(partition, position, batch.Capacity - batch.Count);
            foreach (var record in entries.OfType<LogRecord>())
                batch.Add(record);
            _positions[partition] = position + entries.Count;
        }
        return batch.Count - before;
    }

    public void ReadFrom(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        _positions.Clear();
        foreach (var position in positions)
        {
            log.Note($"read {position.Partition} from {position.Offset}");
            _positions[position.Partition] = position.Offset;
        }
    }

    public void Commit(IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        if (log.Failure("consumer commit") is { } failure)
            throw failure;
        foreach (var offset in offsets)
            log.SetGroupOffset(offset.Partition, offset.Offset);
    }

    public IGroupMetadata CaptureGroupMetadata() => new FakeGroupMetadata(Generation);

    public long? CachedEnd(TopicPartition partition) => log.Range(partition).End;

    public long? Position(TopicPartition partition) =>
        _positions.TryGetValue(partition, out var position) ? position : null;

    public void Close(bool leave) => log.Note("close consumer");

    public void Dispose() => log.Note("dispose consumer");
}
