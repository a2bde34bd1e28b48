using System.Buffers.Binary;
using System.Text;
using Backorders.CdcBridge.Positions;

namespace Backorders.CdcBridge.State;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public long Number()
    {
        ulong zigzag = 0;
        var shift = 0;
        while (true)
        {
            var part = Byte();
            zigzag |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
            shift += 7;
        }
    }

    public string Text()
    {
        var size = (int)Number();
        if (size == 0)
            return "";
        var text = Encoding.UTF8.GetString(_rest[..size]);
        _rest = _rest[size..];
        return text;
    }

    public byte[] Bytes() => OptionalBytes() ?? [];

    public byte[]? OptionalBytes()
    {
        var size = (int)Number();
        if (size < 0)
            return null;
        var taken = _rest[..size].ToArray();
        _rest = _rest[size..];
        return taken;
    }

    public SourcePosition Position()
    {
        var position = SourcePosition.Read(_rest);
        _rest = _rest[SourcePosition.Size..];
        return position;
    }

    public SourcePosition? OptionalPosition() => Byte() == 1 ? Position() : null;

    public long Ordered()
    {
        var value = BinaryPrimitives.ReadInt64BigEndian(_rest);
        _rest = _rest[sizeof(long)..];
        return value;
    }

    /// <summary>All that is left, as text.</summary>
    public readonly string Tail() => Encoding.UTF8.GetString(_rest);

    public string KeyPart()
    {
        var size = BinaryPrimitives.ReadInt32BigEndian(_rest);
        var text = Encoding.UTF8.GetString(_rest.Slice(sizeof(int), size));
        _rest = _rest[(sizeof(int) + size)..];
        return text;
    }
}
