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
    // Magic and schema id; the path of the message within its file follows.
    const int IdEnd = 5;
    const int Varint = 0;
    const int Fixed64 = 1;
    const int Text = 2;
    const int Fixed32 = 5;

    /// <summary>
    /// Reads the position from a value of the topics of allocations or stock events; false when the bytes are not of
    /// that form, which whoever decodes them says better.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out EventPosition position)
    {
        position = default;
        if (value.Length <= IdEnd || value[0] != 0)
            return false;
        var rest = value[IdEnd..];
        if (!TryVarint(ref rest, out var steps))
            return false;
        // Numbers of the path are zigzag; a path of no steps is the first message.
        for (var step = 0UL; step < steps / 2; step++)
        {
            if (!TryVarint(ref rest, out _))
                return false;
        }
        // Both messages begin with their metadata, under the same number.
        return TryVarint(ref rest, out var tag)
            && tag == (AllocationEvent.MetadataFieldNumber << 3 | Text)
            && TryVarint(ref rest, out var length) && length <= (ulong)rest.Length
            && TryReadMetadata(rest[..(int)length], out position);
    }

    static bool TryReadMetadata(ReadOnlySpan<byte> metadata, out EventPosition position)
    {
        position = default;
        while (!metadata.IsEmpty)
        {
            if (!TryVarint(ref metadata, out var tag))
                return false;
            var type = (int)(tag & 7);
            if (type != Varint)
            {
                if (!TrySkip(ref metadata, type))
                    return false;
                continue;
            }
            if (!TryVarint(ref metadata, out var number))
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

    static bool TrySkip(ref ReadOnlySpan<byte> bytes, int type)
    {
        ulong length;
        switch (type)
        {
            case Text:
                if (!TryVarint(ref bytes, out length))
                    return false;
                break;
            case Fixed64:
                length = sizeof(long);
                break;
            case Fixed32:
                length = sizeof(int);
                break;
            default:
                return false;
        }
        if (length > (ulong)bytes.Length)
            return false;
        bytes = bytes[(int)length..];
        return true;
    }

    static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && !bytes.IsEmpty; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }
        return false;
    }
}
