using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf.Reflection;

namespace StreamApps.SchemaRegistry;

/// <summary>
/// The framing of Protobuf values that Confluent's serialisers write: a zero byte, the schema id as a big-endian
/// int32, the path of the message type in its file as zigzag varints, then the message. The path [0] is the single
/// byte 0. (The older framing without zigzag, of Python clients before 2.0, cannot be told apart and is not read.)
/// </summary>
public static class ConfluentWireFormat
{
    const byte Magic = 0;
    const int IdEnd = 1 + sizeof(int);
    const int MaxDepth = 16;

    /// <summary>The bytes before the message of values of this type.</summary>
    public static byte[] Prefix(int schemaId, MessageDescriptor type)
    {
        var output = new ArrayBufferWriter<byte>(16);
        output.GetSpan(1)[0] = Magic;
        output.Advance(1);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), schemaId);
        output.Advance(sizeof(int));
        var path = PathOf(type);
        if (path is [0])
        {
            WriteVarint(0, output);
        }
        else
        {
            WriteVarint(path.Count, output);
            foreach (var index in path)
                WriteVarint(index, output);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads the framing.</summary>
    /// <param name="bytes">A whole record value.</param>
    /// <param name="schemaId">The schema's id.</param>
    /// <param name="path">The path of the message type in its file.</param>
    /// <returns>Where the message begins.</returns>
    /// <exception cref="SerdeException">The bytes do not begin with this framing.</exception>
    public static int ReadPrefix(ReadOnlySpan<byte> bytes, out int schemaId, out int[] path)
    {
        if (bytes.Length <= IdEnd)
            throw new SerdeException($"{bytes.Length} bytes are too few for the Confluent wire format");
        if (bytes[0] != Magic)
            throw new SerdeException($"the first byte is {bytes[0]}, not the 0 of the Confluent wire format");
        schemaId = BinaryPrimitives.ReadInt32BigEndian(bytes[1..]);
        var position = IdEnd;
        var length = ReadVarint(bytes, ref position);
        if (length is < 0 or > MaxDepth)
            throw new SerdeException($"a message path of {length} steps is none");
        path = length == 0 ? [0] : new int[length];
        for (var step = 0; step < length; step++)
            path[step] = ReadVarint(bytes, ref position);
        return position;
    }

    static List<int> PathOf(MessageDescriptor type)
    {
        var path = new List<int>();
        for (var message = type; message is not null; message = message.ContainingType)
            path.Insert(0, message.Index);
        return path;
    }

    static void WriteVarint(int value, ArrayBufferWriter<byte> output)
    {
        var zigzag = (uint)((value << 1) ^ (value >> 31));
        do
        {
            var more = zigzag > 0x7f;
            output.GetSpan(1)[0] = (byte)((zigzag & 0x7f) | (more ? 0x80u : 0));
            output.Advance(1);
            zigzag >>= 7;
        }
        while (zigzag != 0);
    }

    static int ReadVarint(ReadOnlySpan<byte> bytes, ref int position)
    {
        uint zigzag = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (position >= bytes.Length)
                throw new SerdeException("the value ends within its message path");
            var next = bytes[position++];
            zigzag |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
                return (int)(zigzag >> 1) ^ -(int)(zigzag & 1);
        }
        throw new SerdeException("a number of the message path is longer than five bytes");
    }
}
