using System.Buffers.Binary;
using System.Text;

namespace StreamApps.State;

/// <summary>
/// Headers in a store: their number (2 bytes, big-endian), then for each the length of its name (2 bytes), its name,
/// the length of its value (4 bytes) and its value.
/// </summary>
internal static class HeadersCodec
{
    public static void Write(RecordHeaders? headers, ScratchBuffer output)
    {
        var count = headers?.Count ?? 0;
        AppendCount(checked((ushort)count), output);
        for (var index = 0; index < count; index++)
        {
            var (name, value) = headers![index];
            AppendCount(checked((ushort)Encoding.UTF8.GetByteCount(name)), output);
            Encoding.UTF8.GetBytes(name, output);
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value.Length);
            output.Advance(sizeof(int));
            output.Append(value.Span);
        }
    }

    /// <summary>The headers; null for none.</summary>
    public static RecordHeaders? Read(ReadOnlySpan<byte> bytes)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (count == 0)
            return null;
        bytes = bytes[sizeof(ushort)..];
        var headers = new RecordHeaders();
        for (var index = 0; index < count; index++)
        {
            var nameLength = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            var name = Encoding.UTF8.GetString(bytes.Slice(sizeof(ushort), nameLength));
            bytes = bytes[(sizeof(ushort) + nameLength)..];
            var valueLength = BinaryPrimitives.ReadInt32BigEndian(bytes);
            headers.Add(name, bytes.Slice(sizeof(int), valueLength).ToArray());
            bytes = bytes[(sizeof(int) + valueLength)..];
        }
        return headers;
    }

    static void AppendCount(ushort count, ScratchBuffer output)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(sizeof(ushort)), count);
        output.Advance(sizeof(ushort));
    }
}
