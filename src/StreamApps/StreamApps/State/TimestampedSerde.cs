using System.Buffers;
using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>The time (8 bytes, big-endian) and the value's own bytes.</summary>
internal sealed class TimestampedSerde<T>(ISerde<T> inner) : ISerde<Timestamped<T>>
{
    public void Serialize(Timestamped<T> value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value.Timestamp);
        output.Advance(sizeof(long));
        inner.Serialize(value.Value, output);
    }

    public Timestamped<T> Deserialize(ReadOnlySpan<byte> bytes) => bytes.Length >= sizeof(long)
        ? new(inner.Deserialize(bytes[sizeof(long)..]), BinaryPrimitives.ReadInt64BigEndian(bytes))
        : throw new SerdeException($"a value with its time has at least 8 bytes, these are {bytes.Length}");
}
