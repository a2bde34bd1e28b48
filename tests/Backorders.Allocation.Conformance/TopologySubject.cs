using System.Buffers;
using System.Text;
using Backorders.Domain.Snapshots;
using Backorders.Replay.Output;
using Backorders.Replay.Vectors;
using StreamApps.State;

namespace Backorders.Allocation.Conformance;

/// <summary>
/// The allocation topology as it is deployed: commands and events in their wire form, state on disk, a task for each
/// partition.
/// </summary>
internal sealed class TopologySubject(IStateBackend backend) : IVectorSubject, IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly SortedDictionary<int, TopologyPartition> _partitions = [];
    readonly ArrayBufferWriter<byte> _buffer = new();

    public string Handle(AllocationVector vector, int index)
    {
        var record = vector.Records[index];
        var number = record.Position.Partition;
        if (!_partitions.TryGetValue(number, out var partition))
            _partitions.Add(number, partition = new TopologyPartition(number, backend, _folder.File($"{number}")));
        _buffer.ResetWrittenCount();
        EventWriter.Write(partition.Handle(record), _buffer);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public string Snapshot()
    {
        _buffer.ResetWrittenCount();
        var states = _partitions.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.State));
        SnapshotWriter.Write(AllocationSnapshot.Of(states), _buffer);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public void Dispose()
    {
        foreach (var partition in _partitions.Values)
            partition.Dispose();
        _folder.Dispose();
    }
}
