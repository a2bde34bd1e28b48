namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>A schema as it was sent.</summary>
/// <param name="Type">Its language.</param>
/// <param name="Text">Its text, as stored and served.</param>
/// <param name="References">What it imports, in the order sent.</param>
/// <param name="Identity">Two schemas with the same identity are one: layout and comments do not count.</param>
internal sealed record SchemaDefinition(
    SchemaType Type, string Text, IReadOnlyList<SchemaReference> References, string Identity);
