using System.Collections.Frozen;
using System.Text.Json;

namespace StreamApps.SchemaRegistry;

/// <summary>Ids that are fixed in advance: a JSON object of subjects with their ids.</summary>
public sealed class FixedSchemaIds : ISchemaIds
{
    readonly FrozenDictionary<string, int> _ids;

    /// <summary>Takes the ids over.</summary>
    public FixedSchemaIds(IReadOnlyDictionary<string, int> ids) =>
        _ids = ids.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the JSON object.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object of whole numbers.</exception>
    public static FixedSchemaIds Read(Stream json)
    {
        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<string, int>>(json)
                ?? throw new InvalidDataException("the schema ids are null"));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"the schema ids are no JSON object of numbers: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public int IdOf(string subject) => _ids.TryGetValue(subject, out var id)
        ? id
        : throw new KeyNotFoundException($"no schema id is known for subject {subject}");
}
