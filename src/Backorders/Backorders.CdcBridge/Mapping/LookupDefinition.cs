namespace Backorders.CdcBridge.Mapping;

/// <summary>A way to find rows of a captured table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns to find them by: their places among the table's columns.</param>
/// <param name="Name">Names it in the state: the table with the names of the columns.</param>
sealed record LookupDefinition(TableMapping Table, IReadOnlyList<int> Columns, string Name);
