using System.Runtime.CompilerServices;
using System.Text;

namespace Backorders.Domain.State;

/// <summary>
/// An identifier in place, if it is ASCII and not longer than most are. Ordered by its bytes. The default is no
/// identifier.
/// </summary>
internal struct PackedText : IEquatable<PackedText>, IComparable<PackedText>
{
    byte _length;
    PackedBytes _bytes;

    public static bool TryPack(string text, out PackedText packed)
    {
        packed = default;
        Span<byte> bytes = packed._bytes;
        if (Ascii.FromUtf16(text, bytes, out var length) != System.Buffers.OperationStatus.Done)
            return false;
        packed._length = (byte)length;
        return true;
    }

    public readonly bool Equals(PackedText other) => Bytes(in this).SequenceEqual(Bytes(in other));

    public readonly int CompareTo(PackedText other) => Bytes(in this).SequenceCompareTo(Bytes(in other));

    public override readonly bool Equals(object? obj) => obj is PackedText other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes(in this));
        return hash.ToHashCode();
    }

    public override readonly string ToString() => Encoding.ASCII.GetString(Bytes(in this));

    static ReadOnlySpan<byte> Bytes(ref readonly PackedText text) =>
        ((ReadOnlySpan<byte>)text._bytes)[..text._length];
}

/// <summary>Room for an identifier or two: for a UUID and a line number.</summary>
[InlineArray(Room)]
internal struct PackedBytes
{
    public const int Room = 44;

    byte _first;
}
