using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>
/// Numbers that are kept with the entries of a store, and so are rolled back, committed and restored with them: the
/// stream time of an operator, the time up to which it has given out.
/// </summary>
internal readonly struct StoreMarks(StoreOverlay overlay)
{
    /// <summary>The largest time that was put into the store.</summary>
    public const byte Newest = 0;

    /// <summary>The first of those that the store's operator may use.</summary>
    public const byte OfOperator = 16;

    public long Get(byte number, long otherwise) =>
        overlay.TryGet([0, 2, number], out var value) ? BinaryPrimitives.ReadInt64BigEndian(value) : otherwise;

    public void Set(byte number, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        overlay.Put([0, 2, number], bytes);
    }
}
