using System.Text;
using Backorders.Domain.Orders;
using StreamApps.State;

namespace Backorders.Topologies.Allocation.State;

/// <summary>Reads what <see cref="ValueWriter"/> wrote.</summary>
ref struct ValueReader(ReadOnlySpan<byte> value)
{
    ReadOnlySpan<byte> _rest = value;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public long Int64()
    {
        ulong zigzag = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_rest.IsEmpty)
                break;
            var next = _rest[0];
            _rest = _rest[1..];
            zigzag |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        }
        throw Broken();
    }

    public int Int32() => (int)Int64();

    public bool Bool() => Int64() != 0;

    public long? OptionalInt64() => Bool() ? Int64() : null;

    public DateOnly Date() => DateOnly.FromDayNumber(Int32());

    public DateOnly? OptionalDate() => Bool() ? Date() : null;

    public string String() => Encoding.UTF8.GetString(Bytes());

    public ReadOnlySpan<byte> Bytes()
    {
        var size = Int32();
        if (size < 0 || size > _rest.Length)
            throw Broken();
        var bytes = _rest[..size];
        _rest = _rest[size..];
        return bytes;
    }

    public OrderLineId Line() => new(String(), String());

    static StateBackendException Broken() =>
        new(StateErrorKind.Corrupt, "an entry of the allocation store ends too early");
}
