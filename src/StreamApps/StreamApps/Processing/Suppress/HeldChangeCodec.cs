using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// A change that is held back, with the headers of its record: which rows it has (1 for the old, 2 for the new one), then
/// each with its length before it, then the headers as <see cref="HeadersCodec"/>.
/// </summary>
internal sealed class HeldChangeCodec<TValue>(ISerde<TValue> serde)
{
    const byte HasOldRow = 1;
    const byte HasNewRow = 2;

    readonly ScratchBuffer _row = new();

    public void Write(in Change<TValue> change, RecordHeaders? headers, ScratchBuffer output)
    {
        output.Append((byte)((change.HasOld ? HasOldRow : 0) | (change.HasNew ? HasNewRow : 0)));
        WriteRow(change.Old, change.HasOld, output);
        WriteRow(change.New, change.HasNew, output);
        HeadersCodec.Write(headers, output);
    }

    public Change<TValue> Read(ReadOnlySpan<byte> bytes, out RecordHeaders? headers)
    {
        var rest = ReadOld(bytes, out var old, out var hasOld);
        var hasNew = (bytes[0] & HasNewRow) != 0;
        rest = ReadRow(rest, hasNew, out var next);
        headers = HeadersCodec.Read(rest);
        return new(next, hasNew, old, hasOld);
    }

    /// <summary>Reads what the row was before the change; returns what follows it.</summary>
    public ReadOnlySpan<byte> ReadOld(ReadOnlySpan<byte> bytes, out TValue old, out bool hasOld)
    {
        hasOld = (bytes[0] & HasOldRow) != 0;
        return ReadRow(bytes[1..], hasOld, out old);
    }

    void WriteRow(TValue row, bool hasRow, ScratchBuffer output)
    {
        _row.Clear();
        if (hasRow)
            serde.Serialize(row, _row);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), _row.Length);
        output.Advance(sizeof(int));
        output.Append(_row.Span);
    }

    ReadOnlySpan<byte> ReadRow(ReadOnlySpan<byte> bytes, bool hasRow, out TValue row)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        row = hasRow ? serde.Deserialize(bytes.Slice(sizeof(int), length)) : default!;
        return bytes[(sizeof(int) + length)..];
    }
}
