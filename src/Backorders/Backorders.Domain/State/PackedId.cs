using System.Text;

namespace Backorders.Domain.State;

/// <summary>
/// The id of a line in place, if it is ASCII and not longer than most are. The default is that of no line.
/// </summary>
internal struct PackedId
{
    const byte Elsewhere = byte.MaxValue;

    byte _orderLength;
    byte _lineLength;
    PackedBytes _bytes;

    /// <summary>Whether there is a line, but its id did not fit.</summary>
    public readonly bool IsElsewhere => _orderLength == Elsewhere;

    public readonly bool IsEmpty => _orderLength == 0;

    public readonly OrderLineId Id
    {
        get
        {
            ReadOnlySpan<byte> bytes = _bytes;
            return new(
                Encoding.ASCII.GetString(bytes[.._orderLength]),
                Encoding.ASCII.GetString(bytes.Slice(_orderLength, _lineLength)));
        }
    }

    /// <summary>Takes an id; false, and it is elsewhere, when it does not fit.</summary>
    public bool TrySet(OrderLineId id)
    {
        Span<byte> bytes = _bytes;
        if (Ascii.FromUtf16(id.OrderId, bytes, out var order) != System.Buffers.OperationStatus.Done
            || Ascii.FromUtf16(id.LineId, bytes[order..], out var line) != System.Buffers.OperationStatus.Done)
        {
            _orderLength = Elsewhere;
            return false;
        }
        _orderLength = (byte)order;
        _lineLength = (byte)line;
        return true;
    }

    public readonly bool Is(OrderLineId id)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        return id.OrderId.Length == _orderLength && id.LineId.Length == _lineLength
            && Ascii.Equals(bytes[.._orderLength], id.OrderId)
            && Ascii.Equals(bytes.Slice(_orderLength, _lineLength), id.LineId);
    }
}
