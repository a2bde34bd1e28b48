namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Zig-zag variable-length integers, as records use them.</summary>
internal static class Varint
{
    public const int MaxLength = 10;

    public const int MaxLengthOfInt32 = 5;

    /// <summary>
    /// Reads one and moves the position behind it; false when the bytes end or the number is too long.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out long value)
    {
        ulong result = 0;
        for (var shift = 0; shift < 70 && position < bytes.Length; shift += 7)
        {
            var part = bytes[position++];
            result |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                value = (long)(result >> 1) ^ -(long)(result & 1);
                return true;
            }
        }
        value = 0;
        return false;
    }

    /// <summary>Writes one and returns the number of bytes.</summary>
    public static int Write(Span<byte> target, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var count = 0;
        for (; rest >= 0x80; rest >>= 7)
            target[count++] = (byte)(rest | 0x80);
        target[count++] = (byte)rest;
        return count;
    }

    public static int LengthOf(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var count = 1;
        for (; rest >= 0x80; rest >>= 7)
            count++;
        return count;
    }
}
