using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// A change that is held back, with the headers of its record: which rows it has (1 for the one before the key was
/// held, 2 for the old, 4 for the new one), then each with its length before it, then the headers as
/// <see cref="HeadersCodec"/>.
/// </summary>
internal sealed class HeldChangeCodec<TValue>(ISerde<TValue> serde)
{
    const byte HasPriorRow = 1;
    const byte HasOldRow = 2;
    const byte HasNewRow = 4;

    readonly ScratchBuffer _row = new();

    public void Write(
        TValue prior, bool hasPrior, in Change<TValue> change, RecordHeaders? headers, ScratchBuffer output)
    {
        var rows = (hasPrior ? HasPriorRow : 0) | (change.HasOld ? HasOldRow : 0) | (change.HasNew ? HasNewRow : 0);
        output.Append((byte)rows);
        WriteRow(prior, hasPrior, output);
        WriteRow(change.Old, change.HasOld, output);
        WriteRow(change.New, change.HasNew, output);
        HeadersCodec.Write(headers, output);
    }

    public Change<TValue> Read(ReadOnlySpan<byte> bytes, out RecordHeaders? headers)
    {
        var (hasOld, hasNew) = ((bytes[0] & HasOldRow) != 0, (bytes[0] & HasNewRow) != 0);
        var rest = ReadRow(bytes[1..], hasRow: false, out _);
        rest = ReadRow(rest, hasOld, out var old);
        rest = ReadRow(rest, hasNew, out var next);
        headers = HeadersCodec.Read(rest);
        return new(next, hasNew, old, hasOld);
    }

    /// <summary>The row before the key was held; false when there was none, or nobody asked to know.</summary>
    public bool TryReadPrior(ReadOnlySpan<byte> bytes, out TValue prior)
    {
        var hasPrior = (bytes[0] & HasPriorRow) != 0;
        ReadRow(bytes[1..], hasPrior, out prior);
        return hasPrior;
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
