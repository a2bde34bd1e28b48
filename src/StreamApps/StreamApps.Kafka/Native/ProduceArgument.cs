using System.Runtime.InteropServices;

namespace StreamApps.Kafka.Native;

/// <summary><c>rd_kafka_vu_t</c>: one argument of a send, a kind and a union of 64 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
unsafe struct ProduceArgument
{
    [FieldOffset(0)]
    public ProduceArgumentKind Kind;

    [FieldOffset(8)]
    public nint Pointer;

    [FieldOffset(8)]
    public int Int32;

    [FieldOffset(8)]
    public long Int64;

    [FieldOffset(8)]
    public byte* Bytes;

    [FieldOffset(16)]
    public nuint Length;
}
