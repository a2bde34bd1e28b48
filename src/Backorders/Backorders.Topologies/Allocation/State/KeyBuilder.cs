using System.Buffers.Binary;
using System.Text;
using Backorders.Domain.Orders;

namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// Builds keys whose order as unsigned bytes is the order of their parts: strings by UTF-8 bytes, ended by a zero byte
/// (an identifier holds no control characters), numbers big-endian with the sign bit flipped. Reused from key to key.
/// </summary>
sealed class KeyBuilder
{
    // Five identifiers of 128 bytes with their ends, and numbers.
    const int MaxKeyBytes = 768;
    const ulong SignBit = 1UL << 63;

    readonly byte[] _bytes = new byte[MaxKeyBytes];
    int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The key without its table.</summary>
    public ReadOnlySpan<byte> Parts => _bytes.AsSpan(1, _length - 1);

    public KeyBuilder Start(Table table)
    {
        _bytes[0] = (byte)table;
        _length = 1;
        return this;
    }

    public KeyBuilder Add(string text)
    {
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        _bytes[_length++] = 0;
        return this;
    }

    /// <summary>Parts of another key, as they are.</summary>
    public KeyBuilder Add(ReadOnlySpan<byte> parts)
    {
        parts.CopyTo(_bytes.AsSpan(_length));
        _length += parts.Length;
        return this;
    }

    public KeyBuilder Add(byte value)
    {
        _bytes[_length++] = value;
        return this;
    }

    public KeyBuilder Add(long value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(_length), (ulong)value ^ SignBit);
        _length += sizeof(long);
        return this;
    }

    public KeyBuilder Add(int value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_length), (uint)value ^ 0x8000_0000);
        _length += sizeof(int);
        return this;
    }

    public KeyBuilder Add(OrderLineId line) => Add(line.OrderId).Add(line.LineId);

    public KeyBuilder Add(Rank rank) => Add((byte)rank.PriorityClass).Add(rank.DateKey).Add(rank.AcceptedSequence);

    /// <summary>Turns the key into the first one after all that begin with it.</summary>
    public KeyBuilder AfterPrefix()
    {
        // The last byte of a table's number, a string's end or a number is never the last value for the whole key:
        // a carry always ends at the table's byte.
        var index = _length - 1;
        while (++_bytes[index] == 0)
            index--;
        _length = index + 1;
        return this;
    }

    /// <summary>Turns the key into the one right after it.</summary>
    public KeyBuilder AfterKey()
    {
        _bytes[_length++] = 0;
        return this;
    }
}
