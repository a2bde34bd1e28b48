using Backorders.Contracts;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>Follows the log of commands, and folds them as they come.</summary>
sealed class CommandLog : IDisposable
{
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    readonly ILogReader _reader;
    readonly List<TopicPartition> _partitions;
    readonly LogRecordBatch _batch = new(1000);

    public CommandLog(ILogTransport transport, int partitions)
    {
        _reader = transport.CreateReader(ReadIsolation.Committed);
        _partitions =
            [.. Enumerable.Range(0, partitions)
                .Select(number => new TopicPartition(BackordersTopics.InventoryCommands.Name, number))];
        _reader.Assign(_partitions.ConvertAll(partition => new TopicPartitionOffset(partition, 0)));
    }

    public CommandFold Fold { get; } = new();

    /// <summary>Reads what is there now.</summary>
    public void Read()
    {
        do
        {
            _batch.Clear();
            _reader.Poll(_batch, Turn);
            foreach (var record in _batch.Records)
            {
                var command = BackordersTopics.InventoryCommands.ValueSerde.Deserialize(record.Value!.Value.Span);
                Fold.Command(
                    command, new RecordOrigin(record.Source.Topic, record.Source.Partition, record.Offset, ""));
            }
        }
        while (_batch.Count > 0);
    }

    /// <summary>Reads what is there now, and says whether that is all of it.</summary>
    public bool ReadToEnd(ILogAdmin admin)
    {
        Read();
        return admin.Offsets(_partitions).All(entry => _reader.Position(entry.Key) >= entry.Value.End);
    }

    public void Dispose() => _reader.Dispose();
}
