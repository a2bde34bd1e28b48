using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace StreamApps;

/// <summary>The serdes of the basic types, with the bytes that Kafka's own Java serdes write.</summary>
public static class Serdes
{
    /// <summary>UTF-8 without a byte order mark; ill-formed UTF-8 is refused.</summary>
    public static ISerde<string> String { get; } = new StringSerde();

    /// <summary>Eight bytes, big-endian.</summary>
    public static ISerde<long> Int64 { get; } = new Int64Serde();

    /// <summary>The bytes themselves.</summary>
    public static ISerde<byte[]> Bytes { get; } = new BytesSerde();

    sealed class StringSerde : ISerde<string>
    {
        static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public void Serialize(string value, IBufferWriter<byte> output) => Utf8.GetBytes(value, output);

        public string Deserialize(ReadOnlySpan<byte> bytes)
        {
            try
            {
                return Utf8.GetString(bytes);
            }
            catch (DecoderFallbackException error)
            {
                throw new SerdeException("the bytes are not well-formed UTF-8", error);
            }
        }
    }

    sealed class Int64Serde : ISerde<long>
    {
        public void Serialize(long value, IBufferWriter<byte> output)
        {
            BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
            output.Advance(sizeof(long));
        }

        public long Deserialize(ReadOnlySpan<byte> bytes) => bytes.Length == sizeof(long)
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : throw new SerdeException($"an int64 has 8 bytes, these are {bytes.Length}");
    }

    sealed class BytesSerde : ISerde<byte[]>
    {
        public void Serialize(byte[] value, IBufferWriter<byte> output) => output.Write(value);

        public byte[] Deserialize(ReadOnlySpan<byte> bytes) => bytes.ToArray();
    }
}
