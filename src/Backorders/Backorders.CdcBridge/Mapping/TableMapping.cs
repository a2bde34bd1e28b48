using System.Text;

namespace Backorders.CdcBridge.Mapping;

/// <summary>What the rows of one table become.</summary>
sealed class TableMapping
{
    HashSet<string>? _quantityColumns;

    /// <summary>The table, as <c>schema.table</c>, or <c>database.table</c> for MySQL and MariaDB.</summary>
    public required string Id { get; init; }

    /// <summary>Its topic.</summary>
    public required string Topic { get; init; }

    public required TableKind Kind { get; init; }

    public required TableShape Shape { get; init; }

    /// <summary>
    /// The columns of its primary key, by their place in <see cref="Columns"/>; empty to take them from the message's
    /// key.
    /// </summary>
    public IReadOnlyList<int> KeyColumns { get; set; } = [];

    /// <summary>Whether it has no primary key.</summary>
    public required bool IsKeyless { get; init; }

    /// <summary>The ledger tables whose rows explain this balance; empty when it stands alone.</summary>
    public required IReadOnlyList<string> ExplainedBy { get; init; }

    public required TableChangePolicy Truncate { get; init; }

    /// <summary>
    /// Whether a deleted row takes back what it had brought; false for tables whose rows are only archived.
    /// </summary>
    public required bool DeletesApply { get; init; }

    /// <summary>Which rows count; all of the conditions must hold.</summary>
    public IReadOnlyList<Condition> Where { get; set; } = [];

    public IReadOnlyList<CommandRule> Commands { get; set; } = [];

    /// <summary>The columns that are used, by their names; everything else is skipped while reading.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The lookups that read this table.</summary>
    public IReadOnlyList<LookupDefinition> Lookups { get; set; } = [];

    /// <summary>The balance that this ledger explains, or null.</summary>
    public TableMapping? Explains { get; set; }

    /// <summary>The names of <see cref="Columns"/> in UTF-8.</summary>
    public byte[][] ColumnNames => field ??= [.. Columns.Select(Encoding.UTF8.GetBytes)];

    /// <summary><see cref="Columns"/> as an array.</summary>
    public string[] ColumnArray => field ??= [.. Columns];

    /// <summary>Whether a column is part of a quantity.</summary>
    public bool IsQuantity(string column) => (_quantityColumns ??= Quantities()).Contains(column);

    HashSet<string> Quantities()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var quantity in Commands.SelectMany(rule => new[]
        {
            rule.Quantity,
            rule.Cancelled,
            rule.Shipped,
        }).OfType<Quantity>())
        {
            names.UnionWith(quantity.Terms.Select(term => Columns[term.Column]));
        }
        return names;
    }

    public override string ToString() => Id;
}
