using System.Buffers.Binary;
using System.Text;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Headers as bytes, for records that wait in a store: their number (4), then for each the length of the name (4), the
/// name in UTF-8, the length of the value (4), the value. None at all is -1.
/// </summary>
internal static class HeaderCodec
{
    public static void Write(RecordHeaders? headers, ScratchBuffer output)
    {
        Append(output, headers?.Count ?? -1);
        if (headers is null)
            return;
        foreach (var (name, value) in headers)
        {
            var length = Encoding.UTF8.GetByteCount(name);
            Append(output, length);
            Encoding.UTF8.GetBytes(name, output.GetSpan(length));
            output.Advance(length);
            Append(output, value.Length);
            output.Append(value.Span);
        }
    }

    /// <summary>Takes headers off the front of <paramref name="bytes"/>.</summary>
    public static RecordHeaders? Read(ref ReadOnlySpan<byte> bytes)
    {
        var count = Take(ref bytes);
        if (count < 0)
            return null;
        var headers = new RecordHeaders();
        for (var index = 0; index < count; index++)
        {
            var name = Encoding.UTF8.GetString(Take(ref bytes, Take(ref bytes)));
            headers.Add(name, Take(ref bytes, Take(ref bytes)).ToArray());
        }
        return headers;
    }

    static void Append(ScratchBuffer output, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    static int Take(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(Take(ref bytes, sizeof(int)));

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }
}
