using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The times of a buffered join, an entry of its store.</summary>
/// <param name="StreamTime">The largest timestamp of any record that reached the join; -1 for none.</param>
/// <param name="First">No record waits that is older than this.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JoinBufferTimes(long StreamTime, long First)
{
    static ReadOnlySpan<byte> EntryKey => [0];

    public static JoinBufferTimes Read(StoreOverlay store) => store.TryGet(EntryKey, out var bytes)
        ? new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]))
        : new(-1, long.MaxValue);

    public void Write(StoreOverlay store)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, StreamTime);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], First);
        store.Put(EntryKey, bytes);
    }
}
