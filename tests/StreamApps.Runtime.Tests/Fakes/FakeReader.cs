using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>Reads partitions by hand, as restores and global tables do.</summary>
sealed class FakeReader(FakeLog log) : ILogReader
{
    readonly Dictionary<TopicPartition, long> _positions = [];

    public void Assign(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        _positions.Clear();
        if (positions.Count == 0)
            log.Note("reader idle");
        foreach (var (partition, offset) in positions)
        {
            _positions[partition] = offset;
            log.Note($"restore {partition} from {offset}");
        }
    }

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        foreach (var (partition, offset) in _positions.ToList())
        {
            var entries = log.Read(partition, offset, batch.Capacity - batch.Count);
            foreach (var record in entries.OfType<LogRecord>())
                batch.Add(record);
            _positions[partition] = offset + entries.Count;
        }
        return batch.Count;
    }

    public long Position(TopicPartition partition) => _positions[partition];

    public void Dispose()
    {
        // Nothing is held.
    }
}
