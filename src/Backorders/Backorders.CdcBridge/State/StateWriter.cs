using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.State;

/// <summary>Writes values of the bridge's state. For one thread; reused.</summary>
sealed class StateWriter
{
    readonly ArrayBufferWriter<byte> _output = new(256);

    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    public StateWriter Begin()
    {
        _output.ResetWrittenCount();
        return this;
    }

    public StateWriter Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
        return this;
    }

    /// <summary>A number in as few bytes as it needs; small negative ones as well.</summary>
    public StateWriter Number(long value)
    {
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        var span = _output.GetSpan(10);
        var count = 0;
        for (; zigzag >= 0x80; zigzag >>= 7)
            span[count++] = (byte)(zigzag | 0x80);
        span[count++] = (byte)zigzag;
        _output.Advance(count);
        return this;
    }

    public StateWriter Text(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Number(size);
        _output.Advance(Encoding.UTF8.GetBytes(text, _output.GetSpan(size)));
        return this;
    }

    public StateWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _output.Write(bytes);
        return this;
    }

    /// <summary>Bytes, or null.</summary>
    public StateWriter OptionalBytes(byte[]? bytes) => bytes is null ? Number(-1) : Bytes(bytes);

    public StateWriter Position(SourcePosition position)
    {
        position.Write(_output.GetSpan(SourcePosition.Size));
        _output.Advance(SourcePosition.Size);
        return this;
    }

    public StateWriter OptionalPosition(SourcePosition? position) =>
        position is { } value ? Byte(1).Position(value) : Byte(0);

    /// <summary>Eight bytes whose order is that of the numbers, from 0.</summary>
    public StateWriter Ordered(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_output.GetSpan(sizeof(long)), value);
        _output.Advance(sizeof(long));
        return this;
    }

    /// <summary>The last part of a key, without its length.</summary>
    public StateWriter Tail(string text)
    {
        _output.Advance(Encoding.UTF8.GetBytes(text, _output.GetSpan(Encoding.UTF8.GetByteCount(text))));
        return this;
    }

    /// <summary>A part of a key behind its length, so that any text may follow it.</summary>
    public StateWriter KeyPart(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(_output.GetSpan(sizeof(int)), size);
        _output.Advance(sizeof(int));
        _output.Advance(Encoding.UTF8.GetBytes(text, _output.GetSpan(size)));
        return this;
    }
}
