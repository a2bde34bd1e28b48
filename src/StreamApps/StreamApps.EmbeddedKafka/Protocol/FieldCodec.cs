using System.Buffers;
using System.Buffers.Binary;

namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>
/// Reads or writes one message in one version of the Kafka wire format. A field outside its version range is
/// neither read nor written. Flexible versions (KIP-482) use compact lengths and end every structure with tagged
/// fields: unknown ones are skipped, none is written.
/// </summary>
internal sealed partial class FieldCodec : IDisposable
{
    /// <summary>Bounds the objects that one frame can make, whatever counts it claims.</summary>
    const int MaxElementsPerFrame = 500_000;

    readonly bool _reading;
    readonly Memory<byte> _input;
    byte[] _output = [];
    int _position;
    int _elements;

    FieldCodec(bool reading, Memory<byte> input, short version, bool flexible)
    {
        _reading = reading;
        _input = input;
        Version = version;
        Flexible = flexible;
    }

    public short Version { get; set; }

    public bool Flexible { get; set; }

    public int Position => _position;

    public int Remaining => _input.Length - _position;

    /// <summary>The bytes written so far; valid until the next write or disposal.</summary>
    public Memory<byte> Written => _output.AsMemory(0, _position);

    public static FieldCodec Reader(Memory<byte> input, short version, bool flexible) =>
        new(reading: true, input, version, flexible);

    public static FieldCodec Writer(short version, bool flexible, int capacity = 512) =>
        new(reading: false, default, version, flexible) { _output = ArrayPool<byte>.Shared.Rent(capacity) };

    public void Dispose()
    {
        if (_output.Length > 0)
            ArrayPool<byte>.Shared.Return(_output);
        _output = [];
    }

    bool Has(int since, int until) => Version >= since && Version <= until;

    Span<byte> Take(int count)
    {
        if (_reading)
        {
            if (count < 0 || count > Remaining)
                throw new ProtocolException($"a field of {count} bytes with {Remaining} left in the frame");
            var span = _input.Span.Slice(_position, count);
            _position += count;
            return span;
        }
        if (_position + count > _output.Length)
            Grow(_position + count);
        var target = _output.AsSpan(_position, count);
        _position += count;
        return target;
    }

    void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _output.Length * 2));
        _output.AsSpan(0, _position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_output);
        _output = larger;
    }

    public void UnsignedVarint(ref uint value)
    {
        if (_reading)
        {
            uint result = 0;
            for (var shift = 0; shift < 35; shift += 7)
            {
                var part = Take(1)[0];
                result |= (uint)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    value = result;
                    return;
                }
            }
            throw new ProtocolException("a varint longer than five bytes");
        }
        var rest = value;
        while (rest >= 0x80)
        {
            Take(1)[0] = (byte)(rest | 0x80);
            rest >>= 7;
        }
        Take(1)[0] = (byte)rest;
    }

    /// <summary>Ends a structure: skips unknown tagged fields, or writes that there are none.</summary>
    public void Tags()
    {
        if (!Flexible)
            return;
        uint count = 0;
        UnsignedVarint(ref count);
        for (uint i = 0; i < count; i++)
        {
            uint tag = 0, size = 0;
            UnsignedVarint(ref tag);
            UnsignedVarint(ref size);
            Take(size > int.MaxValue ? -1 : (int)size);
        }
    }

    /// <summary>A length: compact (one more than the value, 0 for null) or fixed (-1 for null).</summary>
    int Length(int value, bool wide, bool nullable)
    {
        if (Flexible)
        {
            var compact = (uint)(value + 1);
            UnsignedVarint(ref compact);
            value = compact > int.MaxValue ? int.MaxValue : (int)compact - 1;
        }
        else if (wide)
        {
            Int32(ref value);
        }
        else
        {
            var small = (short)value;
            Int16(ref small);
            value = small;
        }
        if (_reading && (value < -1 || (value == -1 && !nullable)))
            throw new ProtocolException($"a length of {value}");
        return value;
    }

    /// <summary>
    /// An array's length; a count that the rest of the frame cannot hold is refused before allocating.
    /// </summary>
    int Count(int value, bool nullable)
    {
        value = Length(value, wide: true, nullable);
        if (_reading && value > 0)
        {
            if (value > Remaining)
                throw new ProtocolException($"{value} elements with {Remaining} bytes left in the frame");
            _elements += value;
            if (_elements > MaxElementsPerFrame)
                throw new ProtocolException($"more than {MaxElementsPerFrame} elements in one frame");
        }
        return value;
    }

    public void Int8(ref sbyte value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var span = Take(1);
        if (_reading) value = (sbyte)span[0];
        else span[0] = (byte)value;
    }

    public void Bool(ref bool value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var span = Take(1);
        if (_reading) value = span[0] != 0;
        else span[0] = value ? (byte)1 : (byte)0;
    }

    public void Int16(ref short value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var span = Take(2);
        if (_reading) value = BinaryPrimitives.ReadInt16BigEndian(span);
        else BinaryPrimitives.WriteInt16BigEndian(span, value);
    }

    public void Error(ref ErrorCode value, int since = 0, int until = short.MaxValue)
    {
        var code = (short)value;
        Int16(ref code, since, until);
        value = (ErrorCode)code;
    }

    public void Int32(ref int value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var span = Take(4);
        if (_reading) value = BinaryPrimitives.ReadInt32BigEndian(span);
        else BinaryPrimitives.WriteInt32BigEndian(span, value);
    }

    public void Int64(ref long value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var span = Take(8);
        if (_reading) value = BinaryPrimitives.ReadInt64BigEndian(span);
        else BinaryPrimitives.WriteInt64BigEndian(span, value);
    }

    public void Uuid(ref Guid value, int since = 0, int until = short.MaxValue)
    {
        if (!Has(since, until))
            return;
        var span = Take(16);
        if (_reading) value = new Guid(span, bigEndian: true);
        else value.TryWriteBytes(span, bigEndian: true, out _);
    }
}
