namespace Backorders.Domain.Inventory;

/// <summary>Whole base units at a site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Units">0 to 2^63-1.</param>
public readonly record struct SiteUnits(SiteId Site, long Units);
