namespace StreamApps.Processing;

/// <summary>Which rows of two tables make a row of their join.</summary>
internal enum TableJoinKind
{
    Inner,
    Left,
    Outer,
}
