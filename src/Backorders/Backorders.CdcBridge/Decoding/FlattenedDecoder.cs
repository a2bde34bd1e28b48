using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>
/// Reads rows that ExtractNewRecordState took out of their envelope. It needs the operation or the deletion mark, and
/// the members of the source block that the position is made of; they stand in the row or in headers.
/// </summary>
sealed class FlattenedDecoder(BridgeMapping mapping)
{
    public DecodedChange Decode(CapturedRecord record, TableMapping table, ReadOnlySpan<byte> row, RowSchema? schema)
    {
        var source = new SourceBlock();
        string? operation = null;
        bool? isDeleted = null;
        foreach (var (name, value) in record.Headers)
        {
            if (name.StartsWith("__", StringComparison.Ordinal)
                && !name.StartsWith("__debezium", StringComparison.Ordinal) && value is not null)
                ReadHeader(source, name, value, ref operation);
        }
        ReadMembers(row, source, ref operation, ref isDeleted);
        if (operation is null && isDeleted is null)
        {
            throw new DecodeException(
                DecodeReason.UnknownShape,
                "the message is neither an envelope nor a flattened row with __op or __deleted");
        }
        var kind = isDeleted == true || operation == "d" ? RowOperation.Delete : operation switch
        {
            "r" => RowOperation.Read,
            "c" or "u" or null => RowOperation.Update,
            _ => throw new DecodeException(DecodeReason.UnknownOperation, $"__op '{operation}' is none of c, u, d, r"),
        };
        var key = RecordKeys.Read(record, table);
        // All but the key of a deleted row is made up.
        var image = RowReader.Read(row, table, schema, key);
        return new DecodedChange(record, ChangeKind.Row)
        {
            Table = table,
            Operation = kind,
            Key = table.IsKeyless ? null : RecordKeys.Text(key, table, () => image),
            OtherKey = table.IsKeyless ? null : RecordKeys.Other(record, table, kind),
            Position = PositionReader.Read(mapping.Source.Connector, source, kind == RowOperation.Read),
            CommitMs = source.CommitMs ?? 0,
            Marker = kind == RowOperation.Read ? Marker(source.Snapshot) : SnapshotMarker.None,
            TransactionId = kind == RowOperation.Read
                ? null
                : TransactionIds.Of(mapping.Source.Connector, source.TransactionId ?? source.Gtid),
            ServerId = source.ServerId ?? 0,
            RunId = RecordKeys.RunId(record),
            Image = kind == RowOperation.Delete ? null : image,
            Content = table.IsKeyless ? ContentOf(image) : 0,
            ContentBefore = table.IsKeyless && kind == RowOperation.Delete ? ContentOf(image) : 0,
            Schema = schema,
        };
    }

    static SnapshotMarker Marker(string? snapshot) => snapshot switch
    {
        "last_in_data_collection" => SnapshotMarker.LastOfTable,
        "last" => SnapshotMarker.Last,
        "incremental" => SnapshotMarker.Incremental,
        _ => SnapshotMarker.Within,
    };

    static void ReadMembers(ReadOnlySpan<byte> row, SourceBlock source, ref string? operation, ref bool? isDeleted)
    {
        var reader = JsonText.Reader(row);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (!name.StartsWith("__"u8))
            {
                reader.Read();
                reader.Skip();
                continue;
            }
            var member = SourceMembers.Find(Bare(name));
            var isOperation = name.SequenceEqual("__op"u8);
            var isDeletion = name.SequenceEqual("__deleted"u8);
            reader.Read();
            if (isOperation && reader.TokenType == JsonTokenType.String)
                operation = JsonText.Of(ref reader);
            else if (isDeletion)
                isDeleted = Deletion(ref reader);
            else
                SourceBlockReader.Set(source, member, ref reader);
        }
    }

    static bool Deletion(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when reader.ValueTextEquals("true"u8) => true,
        JsonTokenType.String when reader.ValueTextEquals("false"u8) => false,
        _ => throw new DecodeException(DecodeReason.InvalidValue, "__deleted is neither true nor false"),
    };

    // __lsn, __source_ts_ms and __source.ts_ms are the member of the source block without its prefix.
    static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> name)
    {
        name = name[2..];
        return name.StartsWith("source_"u8) || name.StartsWith("source."u8) ? name["source_"u8.Length..] : name;
    }

    static void ReadHeader(SourceBlock source, string name, byte[] value, ref string? operation)
    {
        var text = Encoding.UTF8.GetString(value).Trim('"');
        if (name == "__op")
        {
            operation = text;
            return;
        }
        var member = SourceMembers.Find(Bare(Encoding.UTF8.GetBytes(name)));
        if (member == SourceMember.None)
            return;
        var isNumber = member is SourceMember.CommitMs or SourceMember.Lsn or SourceMember.Pos or SourceMember.Row
            or SourceMember.ServerId or SourceMember.EventSerial or SourceMember.Ssn;
        var json = isNumber || text == "null"
            ? Encoding.UTF8.GetBytes(text)
            : JsonSerializer.SerializeToUtf8Bytes(text);
        var reader = JsonText.Reader(json);
        reader.Read();
        SourceBlockReader.Set(source, member, ref reader);
    }

    static ulong ContentOf(ColumnValue[] image)
    {
        var text = string.Join('\u001f', image.Select(value => $"{value.Kind}{value.Text}"));
        return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));
    }
}
