namespace Backorders.CdcBridge.Mapping;

/// <summary>Makes a text of a row.</summary>
abstract record Expression
{
    /// <summary>A column of the row.</summary>
    /// <param name="Index">Its place among the table's columns.</param>
    public sealed record Column(int Index) : Expression;

    /// <summary>The same text for every row.</summary>
    public sealed record Constant(string Text) : Expression;

    /// <summary>A column of the row of another table that the key finds.</summary>
    /// <param name="Definition">The lookup.</param>
    /// <param name="Key">What to find it by, in the order of the definition's columns.</param>
    /// <param name="Take">The column's place among those of the other table.</param>
    public sealed record Lookup(LookupDefinition Definition, IReadOnlyList<Expression> Key, int Take) : Expression;

    /// <summary>Several texts with a separator between them.</summary>
    public sealed record Join(IReadOnlyList<Expression> Parts, string Separator) : Expression;
}
