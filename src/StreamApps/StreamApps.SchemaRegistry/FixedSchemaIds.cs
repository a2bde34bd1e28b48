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
            // Not by the serialiser: compiling it takes as long as a short verb of a command line.
            using var document = JsonDocument.Parse(json);
            var ids = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var subject in document.RootElement.EnumerateObject())
                ids[subject.Name] = subject.Value.GetInt32();
            return new(ids);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"the schema ids are no JSON object of numbers: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public int IdOf(string subject) => _ids.TryGetValue(subject, out var id)
        ? id
        : throw new KeyNotFoundException($"no schema id is known for subject {subject}");
}
