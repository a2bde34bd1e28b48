namespace Backorders.Domain.Allocation;

/// <summary>Why an event happened, where events of one type have several causes.</summary>
public static class Cause
{
    /// <summary>A PlaceDemand.</summary>
    public const string DemandPlaced = "demand_placed";

    /// <summary>An AmendDemand.</summary>
    public const string DemandAmended = "demand_amended";

    /// <summary>A CancelDemand.</summary>
    public const string DemandCancelled = "demand_cancelled";

    /// <summary>A ReceiveStock.</summary>
    public const string StockReceived = "stock_received";

    /// <summary>An AdjustStock.</summary>
    public const string StockAdjusted = "stock_adjusted";

    /// <summary>A ConfirmShipment.</summary>
    public const string ShipmentConfirmed = "shipment_confirmed";

    /// <summary>An ExpectSupply.</summary>
    public const string SupplyExpected = "supply_expected";

    /// <summary>A RescheduleSupply.</summary>
    public const string SupplyRescheduled = "supply_rescheduled";

    /// <summary>A CancelSupply.</summary>
    public const string SupplyCancelled = "supply_cancelled";

    /// <summary>A SetPolicy.</summary>
    public const string PolicyChanged = "policy_changed";

    /// <summary>Time passed a supply's day.</summary>
    public const string SupplyOverdue = "supply_overdue";

    /// <summary>The line's units left from another site.</summary>
    public const string ShippedElsewhere = "shipped_elsewhere";

    /// <summary>Stock left that lines held.</summary>
    public const string ShippedUnplanned = "shipped_unplanned";

    /// <summary>An adjustment of more than was there.</summary>
    public const string AdjustmentBelowZero = "adjustment_below_zero";

    /// <summary>A shipment of more than was there.</summary>
    public const string ShipmentBelowZero = "shipment_below_zero";

    /// <summary>Stock changed by a receipt.</summary>
    public const string Receipt = "receipt";

    /// <summary>Stock changed by an adjustment.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>A pending cancellation whose line never came.</summary>
    public const string Expired = "expired";

    /// <summary>A pending cancellation that found nothing open.</summary>
    public const string NothingOpen = "nothing_open";
}
