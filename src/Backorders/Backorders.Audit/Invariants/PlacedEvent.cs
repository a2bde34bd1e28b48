namespace Backorders.Audit.Invariants;

/// <summary>An event as it was read.</summary>
/// <param name="Place">Where it is stored.</param>
/// <param name="Event">What it says.</param>
public sealed record PlacedEvent(EventPlace Place, AllocationEvent Event);
