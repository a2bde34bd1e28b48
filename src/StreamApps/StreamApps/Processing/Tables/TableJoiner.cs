namespace StreamApps.Processing;

/// <summary>Makes the row of a join from those of its two tables.</summary>
internal sealed class TableJoiner<TLeft, TRight, TValueOut>(
    TableJoinKind kind, Func<TLeft?, TRight?, TValueOut> joiner)
{
    /// <summary>The joined row; false when there is none.</summary>
    public bool TryJoin(TLeft? left, bool hasLeft, TRight? right, bool hasRight, out TValueOut joined)
    {
        var wanted = kind switch
        {
            TableJoinKind.Inner => hasLeft && hasRight,
            TableJoinKind.Left => hasLeft,
            _ => hasLeft || hasRight,
        };
        joined = wanted ? joiner(hasLeft ? left : default, hasRight ? right : default) : default!;
        return wanted && joined is not null;
    }
}
