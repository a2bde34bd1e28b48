using System.Text.Json;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Values;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Reads the columns of a row that the mapping uses, and passes over the others.</summary>
static class RowReader
{
    /// <summary>Reads a row.</summary>
    /// <param name="json">The row's object.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The schema that came with the message, or null.</param>
    /// <param name="key">The record's key, with which the row must agree; null for none.</param>
    /// <exception cref="DecodeException">It is no row.</exception>
    public static ColumnValue[] Read(ReadOnlySpan<byte> json, TableMapping table, RowSchema? schema, RowKey? key)
    {
        var reader = JsonText.Reader(json);
        JsonText.Begin(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new DecodeException(DecodeReason.MissingAfter, "the row is no object");
        var image = new ColumnValue[table.Columns.Count];
        var names = new NameSet(stackalloc ulong[NameSet.Inline]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(NameSet.Hash(ref reader)))
                throw NameSet.Duplicate(ref reader, "the row");
            var column = Find(ref reader, table.ColumnNames);
            var expected = key is null ? null : FindKey(ref reader, key);
            reader.Read();
            if (expected is not null)
                RequireKey(ref reader, expected);
            if (column >= 0)
                image[column] = Value(ref reader, schema?.Columns[column], table.Columns[column]);
            else
                reader.Skip();
        }
        JsonText.End(ref reader);
        return image;
    }

    static int Find(ref Utf8JsonReader reader, byte[][] names)
    {
        for (var index = 0; index < names.Length; index++)
        {
            if (reader.ValueTextEquals(names[index]))
                return index;
        }
        return -1;
    }

    static string? FindKey(ref Utf8JsonReader reader, RowKey key)
    {
        foreach (var (name, text) in key.Parts)
        {
            if (reader.ValueTextEquals(name))
                return text;
        }
        return null;
    }

    static void RequireKey(ref Utf8JsonReader reader, string expected)
    {
        var agrees = reader.TokenType switch
        {
            JsonTokenType.String => reader.ValueTextEquals(expected),
            JsonTokenType.Number => string.Equals(JsonText.OfNumber(ref reader), expected, StringComparison.Ordinal),
            JsonTokenType.True => expected == "true",
            JsonTokenType.False => expected == "false",
            _ => false,
        };
        if (!agrees)
            throw new DecodeException(DecodeReason.KeyMismatch, $"the row does not have its key's value '{expected}'");
    }

    /// <summary>The value that the reader stands on; leaves the reader at its end.</summary>
    public static ColumnValue Value(ref Utf8JsonReader reader, SchemaColumn? schema, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return ColumnValue.Null;
            case JsonTokenType.True:
                return ColumnValue.True;
            case JsonTokenType.False:
                return ColumnValue.False;
            case JsonTokenType.Number when schema is { Type: "time" }:
                return SchemaTime.Read(JsonText.OfNumber(ref reader), schema.SemanticName!);
            case JsonTokenType.Number:
                return new(
                    reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0
                        ? ValueKind.Integer
                        : ValueKind.Double,
                    JsonText.OfNumber(ref reader));
            case JsonTokenType.String:
                return OfString(ref reader, schema, name);
            case JsonTokenType.StartObject:
                return OfObject(ref reader);
            default:
                reader.Skip();
                return new(ValueKind.Complex, "");
        }
    }

    static ColumnValue OfString(ref Utf8JsonReader reader, SchemaColumn? schema, string name)
    {
        if (reader.ValueTextEquals("__debezium_unavailable_value"u8) || reader.ValueTextEquals(UnavailableBytes))
            return ColumnValue.Unavailable;
        if (schema is not { IsUnscaled: true })
            return new(schema is null ? ValueKind.Text : ValueKind.TypedText, JsonText.Of(ref reader));
        if (schema.Scale is not { } scale)
            throw new DecodeException(DecodeReason.InvalidSchema, $"the schema gives the decimal '{name}' no scale");
        return !reader.ValueIsEscaped && ExactDecimal.TryParseUnscaled(reader.ValueSpan, scale, out var number)
            || ExactDecimal.TryParseUnscaled(JsonText.Of(ref reader), scale, out number)
            ? new(ValueKind.Decimal, number.ToString())
            : throw new DecodeException(DecodeReason.InvalidValue, $"'{name}' is no base64 of an unscaled decimal");
    }

    // Bytes that were not sent, as base64 of the same words.
    static ReadOnlySpan<byte> UnavailableBytes => "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ=="u8;

    // A decimal whose scale differs by value: {"scale":3,"value":"B1vNFQ=="}.
    static ColumnValue OfObject(ref Utf8JsonReader reader)
    {
        int? scale = null;
        string? digits = null;
        var others = 0;
        var depth = reader.CurrentDepth;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth))
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1)
                continue;
            var isScale = reader.ValueTextEquals("scale"u8);
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isScale && scale is null && reader.TokenType == JsonTokenType.Number
                && reader.TryGetInt32(out var number) && number is >= 0 and <= ExactDecimal.MaxDigits)
                scale = number;
            else if (isValue && digits is null && reader.TokenType == JsonTokenType.String)
                digits = JsonText.Of(ref reader);
            else
            {
                others++;
                reader.Skip();
            }
        }
        return others == 0 && scale is { } known && digits is not null
            && ExactDecimal.TryParseUnscaled(digits, known, out var value)
            ? new(ValueKind.Decimal, value.ToString())
            : new(ValueKind.Complex, "");
    }
}
