using System.Buffers.Binary;

namespace StreamApps.Transport;

/// <summary>
/// The partition of a key, as the Java client's default partitioner chooses it
/// (<c>org.apache.kafka.common.utils.Utils.murmur2</c>, and <c>murmur2_random</c> in librdkafka).
/// </summary>
public static class Murmur2Partitioner
{
    const uint Seed = 0x9747b28c;
    const uint Multiplier = 0x5bd1e995;
    const int Shift = 24;

    /// <summary>The partition, from 0 to <paramref name="partitions"/> - 1.</summary>
    public static int PartitionOf(ReadOnlySpan<byte> key, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitions);
        return (int)(Hash(key) & 0x7fffffff) % partitions;
    }

    /// <summary>Austin Appleby's MurmurHash2 with the seed that Kafka uses.</summary>
    public static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ (uint)key.Length;
        while (key.Length >= sizeof(uint))
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(key) * Multiplier;
            word ^= word >> Shift;
            hash = (hash * Multiplier) ^ (word * Multiplier);
            key = key[sizeof(uint)..];
        }
        for (var index = key.Length - 1; index >= 0; index--)
            hash ^= (uint)key[index] << (8 * index);
        if (key.Length > 0)
            hash *= Multiplier;
        hash ^= hash >> 13;
        hash *= Multiplier;
        return hash ^ (hash >> 15);
    }
}
