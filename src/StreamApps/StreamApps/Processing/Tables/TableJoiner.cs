namespace StreamApps.Processing;

/// <summary>Makes the row of a join from those of its two tables.</summary>
/// <param name="kind">Which rows make one.</param>
/// <param name="joiner">Makes it.</param>
/// <param name="traits">Whether it must be known what the row was before.</param>
internal sealed class TableJoiner<TLeft, TRight, TValueOut>(
    TableJoinKind kind, Func<TLeft?, TRight?, TValueOut> joiner, TableTraits traits)
{
    public TableJoinKind Kind { get; } = kind;

    /// <summary>True when changes must say what the row was before.</summary>
    public bool OldValues => traits.OldValues;

    /// <summary>The joined row; false when there is none.</summary>
    public bool TryJoin(TLeft? left, bool hasLeft, TRight? right, bool hasRight, out TValueOut joined)
    {
        var wanted = Kind switch
        {
            TableJoinKind.Inner => hasLeft && hasRight,
            TableJoinKind.Left => hasLeft,
            _ => hasLeft || hasRight,
        };
        joined = wanted ? joiner(hasLeft ? left : default, hasRight ? right : default) : default!;
        return wanted && joined is not null;
    }
}
