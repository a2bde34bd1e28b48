using Backorders.Contracts;

namespace Backorders.Topologies.Intake;

/// <summary>What can happen to an order; one of the three is there, none for a record without a value.</summary>
sealed record OrderInput(OrderEvent? Order, CancellationRequested? Cancellation, ShipmentConfirmed? Shipment);
