using Backorders.Contracts;

namespace Backorders.Topologies.OrderStatus;

/// <summary>What changes a status; one of the two is there.</summary>
sealed record StatusInput(OrderEvent? Order, AllocationEvent? Decision);
