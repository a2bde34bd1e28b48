using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Backorders.Topologies;

/// <summary>
/// Keys of stores that are kept by order: a table's number, then the order id behind its length, since an id that comes
/// from outside may hold any character.
/// </summary>
static class OrderKeys
{
    public static ReadOnlySpan<byte> Start(ArrayBufferWriter<byte> key, byte table, string orderId)
    {
        key.ResetWrittenCount();
        key.Write([table]);
        var size = Encoding.UTF8.GetByteCount(orderId);
        BinaryPrimitives.WriteInt32BigEndian(key.GetSpan(sizeof(int)), size);
        key.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(orderId, key);
        return key.WrittenSpan;
    }

    public static void AddNumber(ArrayBufferWriter<byte> key, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(key.GetSpan(sizeof(long)), value);
        key.Advance(sizeof(long));
    }
}
