using System.Buffers;

namespace StreamApps.Tests;

static class SerdeBytes
{
    /// <summary>What a serde writes.</summary>
    public static byte[] Bytes<T>(this ISerde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output);
        return output.WrittenSpan.ToArray();
    }
}
