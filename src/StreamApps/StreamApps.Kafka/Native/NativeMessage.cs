using System.Runtime.InteropServices;

namespace StreamApps.Kafka.Native;

/// <summary><c>rd_kafka_message_t</c>: a consumed message, an event of a consumer, or a delivery report.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeMessage
{
    public int Error;
    public nint Topic;
    public int Partition;
    public byte* Payload;
    public nuint PayloadLength;
    public byte* Key;
    public nuint KeyLength;
    public long Offset;
    public nint Opaque;
}
