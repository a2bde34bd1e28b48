using System.Collections.Concurrent;

namespace StreamApps.SchemaRegistry;

/// <summary>Ids that a registry gives: each subject's newest schema, asked once and then remembered.</summary>
public sealed class RegistrySchemaIds(SchemaRegistryClient client) : ISchemaIds
{
    readonly ConcurrentDictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="SchemaRegistryException">The registry refused, or could not be reached.</exception>
    public int IdOf(string subject) => _known.GetOrAdd(subject, client.LatestId);
}
