using System.Buffers;

namespace Backorders.Topologies.Tests;

/// <summary>Values as their bytes, to be damaged.</summary>
static class WireBytes
{
    const int LastByteOfSchemaId = 4;

    public static byte[] Of<T>(Topic<string, T> topic, T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        topic.ValueSerde.Serialize(value, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The value under a schema id that is another topic's.</summary>
    public static byte[] WithWrongSchemaId<T>(Topic<string, T> topic, T value)
    {
        var bytes = Of(topic, value);
        bytes[LastByteOfSchemaId] ^= 0x55;
        return bytes;
    }

    /// <summary>The value without its last bytes.</summary>
    public static byte[] Truncated<T>(Topic<string, T> topic, T value) => Of(topic, value)[..^3];
}
