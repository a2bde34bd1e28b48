namespace Backorders.Domain.Inventory;

/// <summary>The stock of a SKU at a site that has had stock events; it stays at zero.</summary>
/// <param name="Site">The site.</param>
/// <param name="OnHand">Units on the books there, 0 to 2^63-1.</param>
/// <param name="Allocated">Units that lines hold there; above <paramref name="OnHand"/> only within a command.</param>
public readonly record struct SiteStock(SiteId Site, long OnHand, long Allocated);
