using System.Buffers.Binary;
using System.Security.Cryptography;

namespace StreamApps.EmbeddedKafka.Core.Log.Compaction;

/// <summary>
/// The last offset of each key in the part of a log that is being compacted. Keys are kept as 128-bit digests.
/// </summary>
internal sealed class OffsetMap
{
    readonly Dictionary<UInt128, long> _offsets = [];

    public void Put(ReadOnlySpan<byte> key, long offset) => _offsets[Digest(key)] = offset;

    /// <summary>Whether a later record of the same key exists.</summary>
    public bool Supersedes(ReadOnlySpan<byte> key, long offset) =>
        _offsets.TryGetValue(Digest(key), out var last) && last > offset;

    static UInt128 Digest(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
