namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>A schema that another one imports: the name in the import, and where the registry keeps it.</summary>
internal sealed record SchemaReference(string Name, string Subject, int Version);
