using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using StreamApps.EmbeddedKafka.Registry.Protobuf;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>
/// Makes definitions of what clients send. JSON is the same when its compact form is; Protobuf when its words are,
/// whatever lies between them. A Protobuf schema may come as text or, as some serializers send it, as the base64 of a
/// file descriptor, which is stored as text.
/// </summary>
internal static class SchemaIdentity
{
    /// <exception cref="RegistryException">42201: the text is no schema of its type.</exception>
    public static SchemaDefinition Define(
        SchemaType type, string text, IReadOnlyList<SchemaReference> references, bool normalize = false)
    {
        var stored = type == SchemaType.Protobuf ? AsText(text) : text;
        if (normalize && type == SchemaType.Protobuf)
            stored = ProtoPrinter.Print(Parse(stored));
        var words = type == SchemaType.Protobuf ? Words(stored) : Compact(stored, type);
        if (normalize && type != SchemaType.Protobuf)
            stored = words;
        var identity = new StringBuilder(RegistryNames.Of(type)).Append('\n').Append(words);
        foreach (var reference in references)
            identity.Append('\n').Append(reference.Name).Append('\0').Append(reference.Subject).Append('\0')
                .Append(reference.Version);
        return new SchemaDefinition(type, stored, references, identity.ToString());
    }

    /// <exception cref="RegistryException">42201: the text is no Protobuf file.</exception>
    public static FileDescriptorProto Parse(string text)
    {
        try
        {
            return ProtoParser.Parse(text);
        }
        catch (ProtoSyntaxException error)
        {
            throw RegistryException.InvalidSchema(error.Message);
        }
    }

    static string AsText(string text)
    {
        var bytes = new byte[text.Length];
        if (text.Length == 0 || !Convert.TryFromBase64String(text, bytes, out var length))
            return text;
        try
        {
            return ProtoPrinter.Print(FileDescriptorProto.Parser.ParseFrom(bytes, 0, length));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw RegistryException.InvalidSchema($"base64 that is no file descriptor: {error.Message}");
        }
    }

    static string Words(string text)
    {
        try
        {
            return string.Join(' ', ProtoTokenizer.Split(text).Select(token => token.Text));
        }
        catch (ProtoSyntaxException error)
        {
            throw RegistryException.InvalidSchema(error.Message);
        }
    }

    static string Compact(string text, SchemaType type)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (JsonException error)
        {
            throw RegistryException.InvalidSchema($"the {RegistryNames.Of(type)} schema is no JSON: {error.Message}");
        }
    }
}
