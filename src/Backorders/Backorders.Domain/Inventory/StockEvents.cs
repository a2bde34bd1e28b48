namespace Backorders.Domain.Inventory;

/// <summary>On-hand changed, and an expected supply with it.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Site">The site.</param>
/// <param name="Cause">receipt or adjustment.</param>
/// <param name="Reference">The receipt or adjustment.</param>
/// <param name="Reason">The adjustment's reason; null for a receipt.</param>
/// <param name="Delta">As applied, not 0.</param>
/// <param name="OnHandBefore">Stock before.</param>
/// <param name="OnHandAfter">Stock after.</param>
/// <param name="Supply">What happened to the supply that a receipt named.</param>
public sealed record StockChanged(
    EventHeader Header, SiteId Site, string Cause, string Reference, string? Reason, long Delta, long OnHandBefore,
    long OnHandAfter, SupplyReceived? Supply) : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(StockChanged);
}

/// <summary>What a receipt did to the supply that it named.</summary>
/// <param name="Ref">The supply.</param>
/// <param name="Known">Whether it was expected; if not, the figures are 0.</param>
/// <param name="Before">Units expected before.</param>
/// <param name="After">Units still expected.</param>
/// <param name="Surplus">Units received beyond what was expected.</param>
public sealed record SupplyReceived(string Ref, bool Known, long Before, long After, long Surplus);

/// <summary>More left than was there.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Site">The site.</param>
/// <param name="Cause">adjustment_below_zero or shipment_below_zero.</param>
/// <param name="Reference">The adjustment, or the event id of the shipment.</param>
/// <param name="Units">How many are missing.</param>
public sealed record StockDiscrepancy(EventHeader Header, SiteId Site, string Cause, string Reference, long Units)
    : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(StockDiscrepancy);
}

/// <summary>A supply is expected.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Ref">The supply.</param>
/// <param name="Site">Where.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Date">When.</param>
public sealed record SupplyExpected(EventHeader Header, string Ref, SiteId Site, long Quantity, DateOnly Date)
    : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(SupplyExpected);
}

/// <summary>A supply's quantity or date changed.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Ref">The supply.</param>
/// <param name="Site">Where.</param>
/// <param name="OldQuantity">Units expected before.</param>
/// <param name="NewQuantity">Units expected now.</param>
/// <param name="OldDate">The day before.</param>
/// <param name="NewDate">The day now.</param>
public sealed record SupplyRescheduled(
    EventHeader Header, string Ref, SiteId Site, long OldQuantity, long NewQuantity, DateOnly OldDate, DateOnly NewDate)
    : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(SupplyRescheduled);
}

/// <summary>A supply will not come.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Ref">The supply.</param>
/// <param name="Site">Where.</param>
/// <param name="Quantity">Units that were still expected.</param>
/// <param name="Date">When.</param>
public sealed record SupplyCancelled(EventHeader Header, string Ref, SiteId Site, long Quantity, DateOnly Date)
    : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(SupplyCancelled);
}

/// <summary>A supply's day passed without its receipt.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Ref">The supply.</param>
/// <param name="Site">Where.</param>
/// <param name="Quantity">Units still expected.</param>
/// <param name="Date">When.</param>
public sealed record SupplyOverdue(EventHeader Header, string Ref, SiteId Site, long Quantity, DateOnly Date)
    : AllocationEvent(Header)
{
    /// <inheritdoc/>
    public override string Type => nameof(SupplyOverdue);
}
