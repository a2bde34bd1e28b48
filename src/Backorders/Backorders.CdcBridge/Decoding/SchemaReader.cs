using System.Globalization;
using System.Text.Json;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Reads the schemas that come with messages. They are remembered, so this happens once for each.</summary>
static class SchemaReader
{
    /// <summary>The mapped columns of a table by a message's schema.</summary>
    /// <param name="json">The schema.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="DecodeException">It is no schema.</exception>
    public static RowSchema? Read(ReadOnlySpan<byte> json, TableMapping table)
    {
        var reader = JsonText.Reader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Null)
            return null;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("fields", out var fields)
            || fields.ValueKind != JsonValueKind.Array)
            throw new DecodeException(DecodeReason.InvalidSchema, "the schema has no fields");
        // An envelope has the row within it; a flattened message is the row.
        foreach (var field in fields.EnumerateArray())
        {
            if (Name(field) == "after" && field.TryGetProperty("fields", out var inner)
                && inner.ValueKind == JsonValueKind.Array)
                return Columns(inner, table);
        }
        return Columns(fields, table);
    }

    static RowSchema Columns(JsonElement fields, TableMapping table)
    {
        var columns = new SchemaColumn?[table.Columns.Count];
        foreach (var field in fields.EnumerateArray())
        {
            if (Name(field) is not { } name)
                continue;
            for (var index = 0; index < columns.Length; index++)
            {
                if (string.Equals(table.Columns[index], name, StringComparison.Ordinal))
                    columns[index] = Column(field, name);
            }
        }
        return new RowSchema(columns);
    }

    static SchemaColumn Column(JsonElement field, string name)
    {
        var type = Text(field, "type") ?? "";
        var semantic = Text(field, "name");
        if (semantic == "org.apache.kafka.connect.data.Decimal" && type == "bytes")
        {
            var scale = field.TryGetProperty("parameters", out var parameters)
                && parameters.ValueKind == JsonValueKind.Object
                ? Text(parameters, "scale") : null;
            return int.TryParse(scale, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number is >= 0 and <= 400
                ? new("number", number, semantic, IsUnscaled: true)
                : throw new DecodeException(
                    DecodeReason.InvalidSchema, $"the schema gives the decimal '{name}' the scale '{scale}'");
        }
        return new(Family(type, semantic), null, semantic, IsUnscaled: false);
    }

    static string Family(string type, string? semantic) => type switch
    {
        _ when semantic is not null && semantic.Contains(".time.", StringComparison.Ordinal) => "time",
        _ when semantic is "org.apache.kafka.connect.data.Date"
            or "org.apache.kafka.connect.data.Time" or "org.apache.kafka.connect.data.Timestamp" => "time",
        "struct" when semantic == "io.debezium.data.VariableScaleDecimal" => "number",
        "int8" or "int16" or "int32" or "int64" or "float" or "double" or "float32" or "float64" => "number",
        "string" => "text",
        "boolean" => "boolean",
        _ => "other",
    };

    static string? Name(JsonElement field) => field.ValueKind == JsonValueKind.Object ? Text(field, "field") : null;

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
