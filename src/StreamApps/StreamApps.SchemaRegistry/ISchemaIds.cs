namespace StreamApps.SchemaRegistry;

/// <summary>Where the ids of schemas come from: a registry, or a file of fixed ids.</summary>
/// <remarks>
/// Implementations are safe for use from several threads and answer from memory after the first call.
/// </remarks>
public interface ISchemaIds
{
    /// <summary>The id of the schema that values of this subject are written with.</summary>
    /// <exception cref="KeyNotFoundException">There is no such subject; the message names it.</exception>
    int IdOf(string subject);
}
