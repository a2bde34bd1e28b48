namespace Backorders.CdcBridge.Decoding;

/// <summary>What a schema says of a column.</summary>
/// <param name="Type">
/// A family of types: <c>integer</c>, <c>decimal</c>, <c>text</c>, <c>boolean</c>, <c>time</c>, <c>other</c>.
/// </param>
/// <param name="Scale">The scale of a decimal; null for none, or one that differs by value.</param>
/// <param name="SemanticName">
/// The name of the logical type, such as <c>io.debezium.time.Date</c>; null for none.
/// </param>
/// <param name="IsUnscaled">Whether the value is sent as the base64 of its unscaled digits.</param>
sealed record SchemaColumn(string Type, int? Scale, string? SemanticName, bool IsUnscaled);
