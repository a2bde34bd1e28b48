namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>A schema under a subject. A soft-deleted one is hidden, and still read by its id.</summary>
internal sealed record SubjectVersion(string Subject, int Version, int Id, SchemaDefinition Schema, bool IsDeleted);
