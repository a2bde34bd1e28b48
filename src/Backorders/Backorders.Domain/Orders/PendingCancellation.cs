namespace Backorders.Domain.Orders;

/// <summary>A cancellation that came before its line.</summary>
/// <param name="Line">The line that it is about.</param>
/// <param name="Quantity">Units to give up; null for all that is open.</param>
/// <param name="Reason">Why.</param>
/// <param name="CancellationEventId">The event id of its CancelDemand.</param>
/// <param name="PendedOffset">The offset of its CancelDemand; unique within the partition.</param>
/// <param name="ExpiresAt">The log time in ms from which it is unmatched.</param>
public sealed record PendingCancellation(
    OrderLineId Line, long? Quantity, string Reason, string CancellationEventId, long PendedOffset, long ExpiresAt);
