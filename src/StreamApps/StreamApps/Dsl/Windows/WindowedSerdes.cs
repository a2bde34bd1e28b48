using System.Buffers;
using System.Buffers.Binary;

namespace StreamApps;

/// <summary>Makes serdes of windowed keys.</summary>
public static class WindowedSerdes
{
    const int BoundsSize = 2 * sizeof(long);

    /// <summary>The key's own bytes, then start and end of the window (8 bytes each, big-endian).</summary>
    public static ISerde<Windowed<TKey>> Of<TKey>(ISerde<TKey> keySerde)
    {
        ArgumentNullException.ThrowIfNull(keySerde);
        return new WindowedSerde<TKey>(keySerde);
    }

    sealed class WindowedSerde<TKey>(ISerde<TKey> keySerde) : ISerde<Windowed<TKey>>
    {
        public void Serialize(Windowed<TKey> value, IBufferWriter<byte> output)
        {
            keySerde.Serialize(value.Key, output);
            var bounds = output.GetSpan(BoundsSize);
            BinaryPrimitives.WriteInt64BigEndian(bounds, value.Start);
            BinaryPrimitives.WriteInt64BigEndian(bounds[sizeof(long)..], value.End);
            output.Advance(BoundsSize);
        }

        public Windowed<TKey> Deserialize(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < BoundsSize)
                throw new SerdeException($"a windowed key has at least {BoundsSize} bytes, these are {bytes.Length}");
            var bounds = bytes[^BoundsSize..];
            return new(
                keySerde.Deserialize(bytes[..^BoundsSize]),
                BinaryPrimitives.ReadInt64BigEndian(bounds),
                BinaryPrimitives.ReadInt64BigEndian(bounds[sizeof(long)..]));
        }
    }
}
