using System.Text;
using Backorders.Domain.Orders;

namespace Backorders.Topologies.Allocation.State;

/// <summary>Writes values as zigzag varints and strings with their length. Reused from value to value.</summary>
sealed class ValueWriter
{
    const int MaxVarintBytes = 10;
    byte[] _bytes = new byte[512];
    int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public ValueWriter Start()
    {
        _length = 0;
        return this;
    }

    public ValueWriter Add(long value)
    {
        Reserve(MaxVarintBytes);
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        while (zigzag >= 0x80)
        {
            _bytes[_length++] = (byte)(zigzag | 0x80);
            zigzag >>= 7;
        }
        _bytes[_length++] = (byte)zigzag;
        return this;
    }

    public ValueWriter Add(bool value) => Add(value ? 1L : 0L);

    public ValueWriter Add(long? value) => value is { } number ? Add(true).Add(number) : Add(false);

    public ValueWriter Add(DateOnly? value) => Add((long?)value?.DayNumber);

    public ValueWriter Add(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Add((long)size);
        Reserve(size);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        return this;
    }

    /// <summary>Bytes as they are, without their length.</summary>
    public ValueWriter AddBytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
        return this;
    }

    public ValueWriter Add(OrderLineId line) => Add(line.OrderId).Add(line.LineId);

    void Reserve(int size)
    {
        if (_bytes.Length - _length < size)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + size));
    }
}
