namespace Backorders.Domain.Orders;

/// <summary>
/// Where the units of a line are, in whole base units; quantity = allocated + backordered + shipped + cancelled
/// after every event.
/// </summary>
/// <param name="Quantity">Units ordered.</param>
/// <param name="Allocated">Units held at sites.</param>
/// <param name="Backordered">Units waited for.</param>
/// <param name="Shipped">Units that left.</param>
/// <param name="Cancelled">Units given up.</param>
public readonly record struct LineCounts(
    long Quantity, long Allocated, long Backordered, long Shipped, long Cancelled);
