using Backorders.Contracts;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>
/// The command that an event belongs to, read from the event's bytes without decoding the rest: a reader of a million
/// events sorts them by it.
/// </summary>
/// <param name="Partition">The command's partition.</param>
/// <param name="Offset">The command's offset.</param>
/// <param name="Index">The event's number among those of the command.</param>
public readonly record struct EventPosition(int Partition, long Offset, int Index)
{
    /// <summary>
    /// Reads the position from a value of the topics of allocations or stock events; false when the bytes are not of
    /// that form, which whoever decodes them says better.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out EventPosition position)
    {
        position = default;
        var rest = value;
        if (!WireScan.TrySkipPrefix(ref rest))
            return false;
        // Both messages begin with their metadata, under the same number.
        return WireScan.TryVarint(ref rest, out var tag)
            && tag == (AllocationEvent.MetadataFieldNumber << 3 | WireScan.Text)
            && WireScan.TryVarint(ref rest, out var length) && length <= (ulong)rest.Length
            && TryReadMetadata(rest[..(int)length], out position);
    }

    static bool TryReadMetadata(ReadOnlySpan<byte> metadata, out EventPosition position)
    {
        position = default;
        while (!metadata.IsEmpty)
        {
            if (!WireScan.TryVarint(ref metadata, out var tag))
                return false;
            var type = (int)(tag & 7);
            if (type != WireScan.Varint)
            {
                if (!WireScan.TrySkip(ref metadata, type))
                    return false;
                continue;
            }
            if (!WireScan.TryVarint(ref metadata, out var number))
                return false;
            position = (tag >> 3) switch
            {
                EventMetadata.PartitionFieldNumber => position with { Partition = (int)number },
                EventMetadata.OffsetFieldNumber => position with { Offset = (long)number },
                EventMetadata.IndexFieldNumber => position with { Index = (int)number },
                _ => position,
            };
        }
        return true;
    }
}
