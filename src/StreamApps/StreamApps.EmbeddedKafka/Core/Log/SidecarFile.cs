using System.Buffers.Binary;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Small files that can be rebuilt from the log carry a checksum: a damaged one counts as missing.</summary>
internal static class SidecarFile
{
    const int ChecksumLength = 4;

    public static byte[] Seal(byte[] content)
    {
        var bytes = new byte[content.Length + ChecksumLength];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Crc32C.Compute(content));
        content.CopyTo(bytes, ChecksumLength);
        return bytes;
    }

    public static bool TryUnseal(byte[]? bytes, out byte[] content)
    {
        content = [];
        if (bytes is null || bytes.Length < ChecksumLength)
            return false;
        content = bytes[ChecksumLength..];
        return Crc32C.Compute(content) == BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
