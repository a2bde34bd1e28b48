using System.Runtime.InteropServices;

namespace StreamApps.Kafka.Native;

/// <summary>The beginning of <c>rd_kafka_topic_partition_t</c>; the library allocates it.</summary>
[StructLayout(LayoutKind.Sequential)]
struct NativePosition
{
    public nint Topic;
    public int Partition;
    public long Offset;
}
