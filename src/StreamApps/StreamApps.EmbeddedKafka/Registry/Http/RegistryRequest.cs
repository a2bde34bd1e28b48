using System.Text.Json;

namespace StreamApps.EmbeddedKafka.Registry.Http;

/// <summary>A request: method, decoded parts of the path, query and body.</summary>
internal sealed record RegistryRequest(
    string Method, string[] Path, IReadOnlyDictionary<string, string> Query, byte[] Body)
{
    public bool Flag(string name) =>
        string.Equals(Query.GetValueOrDefault(name), "true", StringComparison.OrdinalIgnoreCase);

    public string Text(string name) => Query.GetValueOrDefault(name, "");

    /// <summary>The schema in the body, with what an import adds to it.</summary>
    /// <exception cref="RegistryException">42201: there is none, or it is none of its type.</exception>
    public SchemaDefinition Schema(out int? version, out int? id)
    {
        using var document = ParseBody();
        var schema = RegistryJson.ReadSchema(document.RootElement, Flag("normalize"));
        version = Number(document.RootElement, "version");
        id = Number(document.RootElement, "id");
        return schema;
    }

    public SchemaDefinition Schema() => Schema(out _, out _);

    /// <summary>A text member of the body; null when it is missing.</summary>
    public string? BodyText(string name)
    {
        using var document = ParseBody();
        return RegistryJson.Text(document.RootElement, name);
    }

    /// <summary>
    /// Reads a path and its query as they came: parts are decoded one by one, so that a subject may hold slashes.
    /// </summary>
    public static RegistryRequest Of(string method, string rawUrl, byte[] body)
    {
        var question = rawUrl.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? rawUrl : rawUrl[..question];
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        if (question >= 0)
        {
            foreach (var pair in rawUrl[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                var name = Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]);
                query[name] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            }
        }
        return new RegistryRequest(
            method,
            [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            query,
            body);
    }

    JsonDocument ParseBody()
    {
        try
        {
            return JsonDocument.Parse(Body);
        }
        catch (JsonException error)
        {
            throw RegistryException.InvalidSchema($"the request is no JSON: {error.Message}");
        }
    }

    static int? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) && number > 0
            ? number
            : null;
}
