using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>A hash of short byte strings by multiplication and folding, eight bytes at a time.</summary>
internal static class KeyHash
{
    const ulong Multiplier = 0x9E3779B97F4A7C15;
    const ulong Finisher = 0xD6E8FEB86659FD93;

    public static uint Compute(ReadOnlySpan<byte> key)
    {
        var hash = (ulong)key.Length * Multiplier;
        while (key.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(key));
            key = key[sizeof(ulong)..];
        }
        if (key.Length >= sizeof(uint))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt32LittleEndian(key));
            key = key[sizeof(uint)..];
        }
        foreach (var value in key)
            hash = (hash ^ value) * Multiplier;
        hash = (hash ^ (hash >> 32)) * Finisher;
        return (uint)(hash ^ (hash >> 32));
    }

    static ulong Mix(ulong hash, ulong word)
    {
        var high = Math.BigMul(hash ^ word ^ Finisher, Multiplier, out var low);
        return high ^ low;
    }
}
