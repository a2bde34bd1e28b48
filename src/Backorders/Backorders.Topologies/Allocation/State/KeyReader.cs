using System.Buffers.Binary;
using System.Text;
using Backorders.Domain.Orders;

namespace Backorders.Topologies.Allocation.State;

/// <summary>Takes a key of <see cref="KeyBuilder"/> apart, from its first part after the table on.</summary>
ref struct KeyReader(ReadOnlySpan<byte> key)
{
    ReadOnlySpan<byte> _rest = key[1..];

    /// <summary>The parts that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public string String()
    {
        var end = _rest.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(_rest[..end]);
        _rest = _rest[(end + 1)..];
        return text;
    }

    public void SkipString() => _rest = _rest[(_rest.IndexOf((byte)0) + 1)..];

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public long Int64()
    {
        var value = (long)(BinaryPrimitives.ReadUInt64BigEndian(_rest) ^ (1UL << 63));
        _rest = _rest[sizeof(long)..];
        return value;
    }

    public int Int32()
    {
        var value = (int)(BinaryPrimitives.ReadUInt32BigEndian(_rest) ^ 0x8000_0000);
        _rest = _rest[sizeof(int)..];
        return value;
    }

    public OrderLineId Line() => new(String(), String());

    public Rank Rank() => Domain.Orders.Rank.FromKey(Byte(), Int32(), Int64());
}
