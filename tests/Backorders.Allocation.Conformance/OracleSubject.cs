using System.Buffers;
using System.Text;
using Backorders.Audit.Oracle;
using Backorders.Replay.Output;
using Backorders.Replay.Vectors;

namespace Backorders.Allocation.Conformance;

/// <summary>The audit's naive allocator.</summary>
internal sealed class OracleSubject : IVectorSubject
{
    readonly NaiveAllocator _oracle = new();
    readonly ArrayBufferWriter<byte> _buffer = new();

    public string Handle(AllocationVector vector, int index)
    {
        _buffer.ResetWrittenCount();
        EventWriter.Write(_oracle.Handle(vector.Records[index]), _buffer);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public string Snapshot()
    {
        _buffer.ResetWrittenCount();
        SnapshotWriter.Write(_oracle.TakeSnapshot(), _buffer);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
