using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Positions;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>
/// Reads messages of the outbox event router: the payload is an object, or the text of one. The header <c>id</c> is the
/// key, so a message that comes again is known. Beside the payload's members there are the columns <c>$id</c>,
/// <c>$key</c>, and <c>$name</c> for each other header.
/// </summary>
static class OutboxDecoder
{
    public static DecodedChange Decode(CapturedRecord record, TableMapping table, BridgeMapping mapping)
    {
        if (record.Header("id") is not { Length: > 0 } id || !Utf8.IsValid(id))
            throw new DecodeException(DecodeReason.InvalidOutbox, "the message has no header 'id'");
        if (record.Value is { } bytes && bytes.Length > mapping.Limits.MaxValueBytes)
            throw new DecodeException(
                DecodeReason.TooLarge,
                $"the value has {bytes.Length} bytes, the limit is {mapping.Limits.MaxValueBytes}");
        var image = new ColumnValue[table.Columns.Count];
        try
        {
            if (Payload(record.Value) is { } payload)
                image = RowReader.Read(payload, table, null, null);
        }
        catch (JsonException error)
        {
            throw new DecodeException(DecodeReason.MalformedJson, $"the payload is no JSON: {error.Message}");
        }
        for (var column = 0; column < image.Length; column++)
        {
            if (table.Columns[column] is ['$', .. var name])
                image[column] = Beside(record, name);
        }
        return new DecodedChange(record, ChangeKind.Row)
        {
            Table = table,
            Operation = RowOperation.Create,
            Key = Encoding.UTF8.GetString(id).Trim('"'),
            // It has no place of its own: what has been seen under its id has been seen.
            Position = new SourcePosition(0, 0),
            CommitMs = record.Timestamp,
            Image = image,
        };
    }

    // A null payload gives the text null, or no value at all; then there are no columns, which a filter may want.
    static byte[]? Payload(byte[]? value)
    {
        if (value is null)
            return null;
        if (!Utf8.IsValid(value))
            throw new DecodeException(DecodeReason.InvalidUtf8, "the value is no UTF-8");
        var splitter = new MessageSplitter();
        var payload = splitter.Split(value, null, out _).ToArray();
        for (var unwrapped = 0; unwrapped < 2; unwrapped++)
        {
            var reader = JsonText.Reader(payload);
            JsonText.Begin(ref reader);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    return payload;
                case JsonTokenType.Null:
                    return null;
                case JsonTokenType.String when unwrapped == 0:
                    payload = Encoding.UTF8.GetBytes(JsonText.Of(ref reader));
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    static ColumnValue Beside(CapturedRecord record, string name)
    {
        var bytes = name switch
        {
            "key" => record.Key,
            "type" => record.Header("type") ?? record.Header("eventType"),
            _ => record.Header(name),
        };
        return bytes is null || !Utf8.IsValid(bytes)
            ? ColumnValue.Null
            : new(ValueKind.Text, Encoding.UTF8.GetString(bytes).Trim('"'));
    }
}
