namespace Backorders.Domain.Inventory;

/// <summary>What a decision saw at an eligible site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Free">max(0, on hand - allocated - safety stock), in whole base units.</param>
public readonly record struct SiteFree(SiteId Site, long Free);
