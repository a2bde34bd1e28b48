namespace Backorders.CdcBridge.Decoding;

/// <summary>The columns of a row by a message's own schema.</summary>
/// <param name="Columns">The mapped columns, in the table's order; null for one that the schema does not have.</param>
sealed record RowSchema(SchemaColumn?[] Columns);
