using System.Buffers;
using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>A byte buffer that is filled, read and cleared again and again without allocation.</summary>
internal sealed class ScratchBuffer : IBufferWriter<byte>
{
    const int KeptBytes = 1 << 20;

    byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes)
            _bytes = new byte[256];
    }

    /// <summary>Takes back what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = length;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Overwrites four bytes, big-endian, that were written before.</summary>
    public void SetInt32(int offset, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(offset, sizeof(int)), value);

    public void Append(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    void Reserve(int count)
    {
        var needed = checked(Length + count);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)needed, 2L * _bytes.Length), Array.MaxLength));
    }
}
