using System.Buffers;
using System.Text;
using Backorders.Replay;
using Backorders.Replay.Output;
using Backorders.Replay.Vectors;

namespace Backorders.Allocation.Conformance;

/// <summary>The allocator on its in-memory state.</summary>
internal sealed class DomainSubject : IVectorSubject
{
    readonly ReplaySession _session = new();
    readonly List<AllocationEvent> _events = [];
    readonly ArrayBufferWriter<byte> _buffer = new();

    public string Handle(AllocationVector vector, int index)
    {
        _events.Clear();
        _buffer.ResetWrittenCount();
        _session.Handle(vector.Records[index], _events);
        EventWriter.Write(_events, _buffer);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public string Snapshot()
    {
        _buffer.ResetWrittenCount();
        SnapshotWriter.Write(_session.TakeSnapshot(), _buffer);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
