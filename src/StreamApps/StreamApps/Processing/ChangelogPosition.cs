using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>How far a local database agrees with its changelog.</summary>
/// <param name="NextOffset">The offset of the first changelog record that is not in it.</param>
/// <param name="Time">
/// The time of the last change in it, in milliseconds since 1970: older than half of <c>delete.retention.ms</c>
/// means that a tombstone may have been compacted away unseen.
/// </param>
/// <param name="Lineage">The id of the state, fixed when it was first created: another id is another state.</param>
internal readonly record struct ChangelogPosition(long NextOffset, long Time, Guid Lineage)
{
    internal const int EncodedSize = 33;
    const byte FormatVersion = 1;

    internal void Encode(Span<byte> destination)
    {
        destination[0] = FormatVersion;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], NextOffset);
        BinaryPrimitives.WriteInt64BigEndian(destination[9..], Time);
        Lineage.TryWriteBytes(destination[17..], bigEndian: true, out _);
    }

    internal static ChangelogPosition Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != EncodedSize || bytes[0] != FormatVersion)
        {
            throw new StateBackendException(
                StateErrorKind.Corrupt, $"the changelog position of {bytes.Length} bytes has an unknown format");
        }
        return new(
            BinaryPrimitives.ReadInt64BigEndian(bytes[1..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[9..]),
            new Guid(bytes[17..], bigEndian: true));
    }
}
