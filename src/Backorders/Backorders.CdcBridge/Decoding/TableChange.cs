namespace Backorders.CdcBridge.Decoding;

/// <summary>How a statement left one table.</summary>
/// <param name="Type">CREATE, ALTER or DROP.</param>
/// <param name="Table">The table, as <c>database.table</c>.</param>
/// <param name="Columns">Its columns by name; null when it is gone.</param>
sealed record TableChange(string Type, string Table, IReadOnlyDictionary<string, SchemaColumn>? Columns);
