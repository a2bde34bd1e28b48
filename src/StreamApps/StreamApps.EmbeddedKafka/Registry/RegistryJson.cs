using System.Text.Encodings.Web;
using System.Text.Json;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>The registry's JSON, for its topic and its interface alike.</summary>
internal static class RegistryJson
{
    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object whose members the caller writes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> members) => Value(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    public static byte[] Value(Action<Utf8JsonWriter> value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
            value(json);
        return buffer.ToArray();
    }

    public static byte[] Array<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Value(json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    });

    public static void WriteVersion(Utf8JsonWriter json, SubjectVersion item)
    {
        json.WriteString("subject", item.Subject);
        json.WriteNumber("version", item.Version);
        json.WriteNumber("id", item.Id);
        WriteSchema(json, item.Schema);
    }

    /// <summary>Type and references are left out where they are what a reader assumes.</summary>
    public static void WriteSchema(Utf8JsonWriter json, SchemaDefinition schema)
    {
        if (schema.Type != SchemaType.Avro)
            json.WriteString("schemaType", RegistryNames.Of(schema.Type));
        if (schema.References.Count > 0)
        {
            json.WriteStartArray("references");
            foreach (var reference in schema.References)
            {
                json.WriteStartObject();
                json.WriteString("name", reference.Name);
                json.WriteString("subject", reference.Subject);
                json.WriteNumber("version", reference.Version);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteString("schema", schema.Text);
    }

    public static SubjectVersion ReadVersion(JsonElement item) => new(
        item.GetProperty("subject").GetString()!,
        item.GetProperty("version").GetInt32(),
        item.GetProperty("id").GetInt32(),
        ReadSchema(item, normalize: false),
        item.TryGetProperty("deleted", out var deleted) && deleted.GetBoolean());

    /// <exception cref="RegistryException">42201: there is no schema, or it is none of its type.</exception>
    public static SchemaDefinition ReadSchema(JsonElement item, bool normalize)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw RegistryException.InvalidSchema("the request is no JSON object");
        var type = RegistryNames.TypeOf(Text(item, "schemaType"))
            ?? throw RegistryException.InvalidSchema(
                $"unknown schemaType {Text(item, "schemaType")}: one of {string.Join(", ", RegistryNames.Types)}");
        var text = Text(item, "schema");
        if (string.IsNullOrEmpty(text))
            throw RegistryException.InvalidSchema("the schema is empty");
        return SchemaIdentity.Define(type, text, ReadReferences(item), normalize);
    }

    public static string? Text(JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw RegistryException.InvalidSchema($"\"{name}\" is no string");
    }

    static List<SchemaReference> ReadReferences(JsonElement item)
    {
        if (!item.TryGetProperty("references", out var list) || list.ValueKind == JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw RegistryException.InvalidSchema("\"references\" is no array");
        return [.. list.EnumerateArray().Select(ReadReference)];
    }

    static SchemaReference ReadReference(JsonElement item)
    {
        if (Text(item, "name") is { Length: > 0 } name && Text(item, "subject") is { Length: > 0 } subject
            && item.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number))
        {
            return new SchemaReference(name, subject, number);
        }
        throw RegistryException.InvalidSchema("a reference needs a name, a subject and a version");
    }
}
