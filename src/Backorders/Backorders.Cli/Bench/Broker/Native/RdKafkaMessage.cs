using System.Runtime.InteropServices;

namespace Backorders.Cli.Bench.Broker.Native;

/// <summary>A record as librdkafka passes it: <c>rd_kafka_message_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct RdKafkaMessage
{
    public int Error;
    public nint Topic;
    public int Partition;
    public nint Payload;
    public nuint Length;
    public nint Key;
    public nuint KeyLength;
    public long Offset;
    public nint Opaque;
}
