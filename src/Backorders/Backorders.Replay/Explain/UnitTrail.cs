namespace Backorders.Replay.Explain;

/// <summary>Units of a line from where they came to where they went.</summary>
/// <param name="Units">How many.</param>
/// <param name="Site">Where.</param>
/// <param name="Source">What put them on the books; null for units that were not there, or that others held.</param>
/// <param name="TakenAt">The record in which the line got them.</param>
/// <param name="Fate">held, shipped, released or revoked.</param>
/// <param name="FateAt">The record in which that happened; null while held.</param>
/// <param name="Cause">The rule by which they were released or revoked.</param>
public sealed record UnitTrail(
    long Units, string Site, UnitSource? Source, string TakenAt, string Fate = UnitTrail.Held, string? FateAt = null,
    string? Cause = null)
{
    /// <summary>The line holds them.</summary>
    public const string Held = "held";

    /// <summary>They left for the line.</summary>
    public const string Shipped = "shipped";

    /// <summary>The line gave them back.</summary>
    public const string Released = "released";

    /// <summary>They were taken from the line.</summary>
    public const string Revoked = "revoked";
}
