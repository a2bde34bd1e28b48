using System.Buffers.Binary;

namespace StreamApps.State;

/// <summary>
/// Parts of composite keys whose bytes are ordered as their values are. A byte string is written so that none is the
/// beginning of another: each 0 as 0 255, and 0 0 at its end.
/// </summary>
internal static class OrderedBytes
{
    const byte Escape = byte.MaxValue;

    public static void AppendTime(ScratchBuffer output, long time)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), time ^ long.MinValue);
        output.Advance(sizeof(long));
    }

    public static long ReadTime(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue;

    public static void AppendString(ScratchBuffer output, ReadOnlySpan<byte> bytes)
    {
        for (var zero = bytes.IndexOf((byte)0); zero >= 0; zero = bytes.IndexOf((byte)0))
        {
            output.Append(bytes[..(zero + 1)]);
            output.Append(Escape);
            bytes = bytes[(zero + 1)..];
        }
        output.Append(bytes);
        output.Append((byte)0);
        output.Append((byte)0);
    }

    /// <summary>The bytes that a string takes at the beginning of these.</summary>
    public static int StringLength(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (true)
        {
            length += bytes[length..].IndexOf((byte)0) + 2;
            if (bytes[length - 1] == 0)
                return length;
        }
    }

    /// <summary>The string that was written, in a buffer if it has zeros.</summary>
    public static ReadOnlySpan<byte> ReadString(ReadOnlySpan<byte> written, ScratchBuffer buffer)
    {
        var content = written[..^2];
        var zero = content.IndexOf((byte)0);
        if (zero < 0)
            return content;
        buffer.Clear();
        for (; zero >= 0; zero = content.IndexOf((byte)0))
        {
            buffer.Append(content[..(zero + 1)]);
            content = content[(zero + 2)..];
        }
        buffer.Append(content);
        return buffer.Span;
    }
}
