using System.Buffers;
using Backorders.Replay.Output;

namespace Backorders.Audit.Invariants;

/// <summary>Compares events by their byte form. Not thread-safe.</summary>
internal sealed class EventBytes
{
    readonly ArrayBufferWriter<byte> _left = new();
    readonly ArrayBufferWriter<byte> _right = new();

    public bool AreEqual(AllocationEvent left, AllocationEvent right)
    {
        _left.ResetWrittenCount();
        _right.ResetWrittenCount();
        EventWriter.Write(left, _left);
        EventWriter.Write(right, _right);
        return _left.WrittenSpan.SequenceEqual(_right.WrittenSpan);
    }
}
