using System.Globalization;
using System.Text.Json;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Reads a source block.</summary>
static class SourceBlockReader
{
    /// <summary>Reads the object that the reader stands on.</summary>
    /// <exception cref="DecodeException">A member is of another type than Debezium gives it.</exception>
    public static SourceBlock Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new DecodeException(DecodeReason.InvalidSource, "source is no object");
        var block = new SourceBlock();
        var names = new NameSet(stackalloc ulong[NameSet.Inline]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(NameSet.Hash(ref reader)))
                throw NameSet.Duplicate(ref reader, "source");
            var name = SourceMembers.Find(ref reader);
            reader.Read();
            Set(block, name, ref reader);
        }
        return block;
    }

    /// <summary>Sets a member from the value that the reader stands on; leaves the reader at its end.</summary>
    public static void Set(SourceBlock block, SourceMember member, ref Utf8JsonReader reader)
    {
        switch (member)
        {
            case SourceMember.Connector: block.Connector = Text(ref reader, "connector"); break;
            case SourceMember.Name: block.Name = Text(ref reader, "name"); break;
            case SourceMember.Database: block.Database = Text(ref reader, "db"); break;
            case SourceMember.Schema: block.Schema = Text(ref reader, "schema"); break;
            case SourceMember.Table: block.Table = Text(ref reader, "table"); break;
            case SourceMember.CommitMs: block.CommitMs = (long?)Number(ref reader, "ts_ms"); break;
            case SourceMember.Snapshot: block.Snapshot = Marker(ref reader); break;
            case SourceMember.TransactionId: block.TransactionId = TextOrNumber(ref reader, "txId"); break;
            case SourceMember.Lsn: block.Lsn = Number(ref reader, "lsn"); break;
            case SourceMember.Sequence: block.Sequence = Text(ref reader, "sequence"); break;
            case SourceMember.File: block.File = Text(ref reader, "file"); break;
            case SourceMember.Pos: block.Pos = Number(ref reader, "pos"); break;
            case SourceMember.Row: block.Row = Number(ref reader, "row"); break;
            case SourceMember.ServerId: block.ServerId = Number(ref reader, "server_id"); break;
            case SourceMember.Gtid: block.Gtid = Text(ref reader, "gtid"); break;
            case SourceMember.CommitLsn: block.CommitLsn = Text(ref reader, "commit_lsn"); break;
            case SourceMember.ChangeLsn: block.ChangeLsn = Text(ref reader, "change_lsn"); break;
            case SourceMember.EventSerial: block.EventSerial = NumberOrDigits(ref reader, "event_serial_no"); break;
            case SourceMember.CommitScn: block.CommitScn = TextOrNumber(ref reader, "commit_scn"); break;
            case SourceMember.Scn: block.Scn = TextOrNumber(ref reader, "scn"); break;
            case SourceMember.RsId: block.RsId = Text(ref reader, "rs_id"); break;
            case SourceMember.Ssn: block.Ssn = Number(ref reader, "ssn"); break;
            default: reader.Skip(); break;
        }
    }

    static string? Text(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => JsonText.Of(ref reader),
        _ => throw new DecodeException(DecodeReason.InvalidSource, $"source.{name} is no string"),
    };

    static string? TextOrNumber(ref Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.Number ? JsonText.OfNumber(ref reader) : Text(ref reader, name);

    static ulong? NumberOrDigits(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Number(ref reader, name);
        return uint.TryParse(JsonText.Of(ref reader), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DecodeException(DecodeReason.InvalidSource, $"source.{name} is no whole number");
    }

    static ulong? Number(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var number)
            && number <= long.MaxValue
            ? number
            : throw new DecodeException(
                DecodeReason.InvalidSource, $"source.{name} is no whole number from 0 to 2^63-1");
    }

    // It was a boolean once, and null is false.
    static string? Marker(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.False => null,
        JsonTokenType.True => "true",
        JsonTokenType.String => JsonText.Of(ref reader),
        _ => throw new DecodeException(DecodeReason.InvalidSource, "source.snapshot is neither a string nor a boolean"),
    };
}
