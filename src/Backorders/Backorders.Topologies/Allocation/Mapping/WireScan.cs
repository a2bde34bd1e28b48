namespace Backorders.Topologies.Allocation.Mapping;

/// <summary>Steps over the fields of a Protobuf message in the Confluent wire format without decoding them.</summary>
static class WireScan
{
    public const int Varint = 0;
    public const int Text = 2;

    const int Fixed64 = 1;
    const int Fixed32 = 5;

    // Magic and schema id; the path of the message within its file follows.
    const int IdEnd = 5;

    public static bool TrySkipPrefix(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= IdEnd || bytes[0] != 0)
            return false;
        bytes = bytes[IdEnd..];
        if (!TryVarint(ref bytes, out var steps))
            return false;
        // Numbers of the path are zigzag; a path of no steps is the first message.
        for (var step = 0UL; step < steps / 2; step++)
        {
            if (!TryVarint(ref bytes, out _))
                return false;
        }
        return true;
    }

    public static bool TrySkip(ref ReadOnlySpan<byte> bytes, int type)
    {
        ulong length;
        switch (type)
        {
            case Varint:
                return TryVarint(ref bytes, out _);
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

    public static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
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
