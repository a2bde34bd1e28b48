using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Fakes;

/// <summary>Reads one partition, as restores do.</summary>
sealed class FakeReader(FakeLog log) : ILogReader
{
    TopicPartitionOffset _position;

    public void Assign(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        _position = positions.Single();
        log.Note($"restore {_position.Partition} from {_position.Offset}");
    }

    public int Poll(LogRecordBatch batch, TimeSpan timeout)
    {
        var entries = log.Read(_position.Partition, _position.Offset, batch.Capacity);
        foreach (var record in entries.OfType<LogRecord>())
            batch.Add(record);
        _position = _position with { Offset = _position.Offset + entries.Count };
        return batch.Count;
    }

    public long Position(TopicPartition partition) => _position.Offset;

    public void Dispose()
    {
        // Nothing is held.
    }
}
