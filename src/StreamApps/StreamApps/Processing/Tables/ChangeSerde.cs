using System.Buffers;
using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// A change that passes through a repartition topic: which rows it has (1 for the new, 2 for the old one), the length
/// of the new row (4 bytes, big-endian), it, and the old row.
/// </summary>
internal sealed class ChangeSerde<TValue>(ISerde<TValue> inner) : ISerde<Change<TValue>>
{
    const byte HasNew = 1;
    const byte HasOld = 2;
    const int HeaderSize = 1 + sizeof(int);

    public void Serialize(Change<TValue> value, IBufferWriter<byte> output)
    {
        var row = new ScratchBuffer();
        if (value.HasNew)
            inner.Serialize(value.New, row);
        var header = output.GetSpan(HeaderSize);
        header[0] = (byte)((value.HasNew ? HasNew : 0) | (value.HasOld ? HasOld : 0));
        BinaryPrimitives.WriteInt32BigEndian(header[1..], row.Length);
        output.Advance(HeaderSize);
        output.Write(row.Span);
        if (value.HasOld)
            inner.Serialize(value.Old, output);
    }

    public Change<TValue> Deserialize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize)
            throw new SerdeException($"a change has at least {HeaderSize} bytes, these are {bytes.Length}");
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[1..]);
        var rows = bytes[HeaderSize..];
        if (length < 0 || length > rows.Length || bytes[0] > (HasNew | HasOld))
            throw new SerdeException($"a change of {bytes.Length} bytes cannot begin with a row of {length}");
        var (hasNew, hasOld) = ((bytes[0] & HasNew) != 0, (bytes[0] & HasOld) != 0);
        return new(
            hasNew ? inner.Deserialize(rows[..length]) : default!,
            hasNew,
            hasOld ? inner.Deserialize(rows[length..]) : default!,
            hasOld);
    }
}
