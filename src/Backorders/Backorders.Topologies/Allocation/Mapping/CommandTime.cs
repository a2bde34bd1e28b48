using Backorders.Contracts;

namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>The business time of a command, read from its bytes without decoding the rest.</summary>
public static class CommandTime
{
    /// <summary>
    /// Milliseconds since 1970; false when the bytes are no command, which whoever decodes them says better.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out long occurredAt)
    {
        occurredAt = 0;
        if (!WireScan.TrySkipPrefix(ref value))
            return false;
        while (!value.IsEmpty)
        {
            if (!WireScan.TryVarint(ref value, out var tag))
                return false;
            if (tag == (InventoryCommand.OccurredAtUnixMsFieldNumber << 3 | WireScan.Varint))
            {
                var found = WireScan.TryVarint(ref value, out var time);
                occurredAt = (long)time;
                return found;
            }
            if (!WireScan.TrySkip(ref value, (int)(tag & 7)))
                return false;
        }
        return true;
    }
}
