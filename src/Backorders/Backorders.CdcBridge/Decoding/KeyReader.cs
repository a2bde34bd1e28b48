using System.Text.Json;
using System.Text.Unicode;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Reads keys: an object of plain values, with or without a schema around it.</summary>
static class KeyReader
{
    /// <summary>Reads a key.</summary>
    /// <exception cref="DecodeException">It is none.</exception>
    public static RowKey Read(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw new DecodeException(DecodeReason.InvalidUtf8, "the key is no UTF-8");
        try
        {
            return ReadObject(json, isWrapper: true);
        }
        catch (JsonException error)
        {
            throw new DecodeException(DecodeReason.InvalidKey, $"the key is no JSON: {error.Message}");
        }
    }

    static RowKey ReadObject(ReadOnlySpan<byte> json, bool isWrapper)
    {
        var reader = JsonText.Reader(json);
        JsonText.Begin(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new DecodeException(DecodeReason.InvalidKey, "the key is no object");
        var key = new RowKey();
        var names = new NameSet(stackalloc ulong[NameSet.Inline]);
        Range? payload = null;
        var members = 0;
        var hasSchema = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(NameSet.Hash(ref reader)))
                throw NameSet.Duplicate(ref reader, "the key");
            members++;
            var name = System.Text.Encoding.UTF8.GetBytes(JsonText.Of(ref reader));
            reader.Read();
            hasSchema |= name.AsSpan().SequenceEqual("schema"u8);
            if (isWrapper && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null)
            {
                var start = (int)reader.TokenStartIndex;
                var isNull = reader.TokenType == JsonTokenType.Null;
                reader.Skip();
                if (name.AsSpan().SequenceEqual("payload"u8) && !isNull)
                    payload = start..(int)reader.BytesConsumed;
                else if (!name.AsSpan().SequenceEqual("schema"u8))
                    throw Unfit(name);
                continue;
            }
            key.Add(name, Plain(ref reader, name));
        }
        JsonText.End(ref reader);
        if (payload is { } range && hasSchema && members == 2)
            return ReadObject(json[range], isWrapper: false);
        return key.Parts.Count == 0 || payload is not null || key.Parts.Count != members
            ? throw new DecodeException(DecodeReason.InvalidKey, "the key has no columns")
            : key;
    }

    static string Plain(ref Utf8JsonReader reader, byte[] name) => reader.TokenType switch
    {
        JsonTokenType.String => JsonText.Of(ref reader),
        JsonTokenType.Number => JsonText.OfNumber(ref reader),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw Unfit(name),
    };

    static DecodeException Unfit(byte[] name) => new(
        DecodeReason.InvalidKey,
        $"the key's column '{System.Text.Encoding.UTF8.GetString(name)}' is null, an object or an array");
}
