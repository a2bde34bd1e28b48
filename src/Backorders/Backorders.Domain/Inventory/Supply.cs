namespace Backorders.Domain.Inventory;

/// <summary>Stock that is expected to arrive.</summary>
/// <param name="Ref">Names it within its SKU.</param>
/// <param name="Site">Where it should arrive.</param>
/// <param name="Quantity">Units still expected, at least 1; a supply that falls to 0 is removed.</param>
/// <param name="Date">The day it should arrive.</param>
/// <param name="Overdue">Its day passed without receipt: it counts for no promise.</param>
public sealed record Supply(string Ref, SiteId Site, long Quantity, DateOnly Date, bool Overdue);
