using Backorders.Contracts;

namespace Backorders.Topologies.Intake;

/// <summary>The commands that messages about stock become. What is wrong with them the allocator says.</summary>
static class StockCommands
{
    /// <summary>
    /// Requires that a message stands under its SKU: else its order against others of the SKU is chance.
    /// </summary>
    /// <exception cref="InvalidRecordException">It does not.</exception>
    public static void RequireKey(string? key, string sku)
    {
        if (string.IsNullOrEmpty(key))
            throw new InvalidRecordException("the message has no key: the key is its SKU, and decides its partition");
        if (!string.Equals(key, sku, StringComparison.Ordinal))
            throw new InvalidRecordException($"the key '{key}' is not the message's SKU '{sku}'");
    }

    /// <summary>Fills a command from a receipt event; one without a body stays a command of no type.</summary>
    public static void Fill(ReceiptEvent source, InventoryCommand command)
    {
        switch (source.EventCase)
        {
            case ReceiptEvent.EventOneofCase.Received:
                var received = source.Received;
                command.ReceiveStock =
                    new() { ReceiptId = received.ReceiptId, Site = received.Site, Quantity = received.Quantity };
                if (received.HasSupplyRef)
                    command.ReceiveStock.SupplyRef = received.SupplyRef;
                break;
            case ReceiptEvent.EventOneofCase.Expected:
                var expected = source.Expected;
                command.ExpectSupply = new()
                {
                    Ref = expected.Ref,
                    Site = expected.Site,
                    Quantity = expected.Quantity,
                    Date = expected.Date,
                };
                break;
            case ReceiptEvent.EventOneofCase.Rescheduled:
                command.RescheduleSupply = new() { Ref = source.Rescheduled.Ref };
                if (source.Rescheduled.HasQuantity)
                    command.RescheduleSupply.Quantity = source.Rescheduled.Quantity;
                if (source.Rescheduled.HasDate)
                    command.RescheduleSupply.Date = source.Rescheduled.Date;
                break;
            case ReceiptEvent.EventOneofCase.Cancelled:
                command.CancelSupply = new() { Ref = source.Cancelled.Ref };
                break;
            default:
                command.Unknown = new();
                break;
        }
    }

    /// <summary>Fills a command from an adjustment.</summary>
    public static void Fill(StockAdjusted source, InventoryCommand command)
    {
        var adjust = new AdjustStock { AdjustmentId = source.AdjustmentId, Site = source.Site };
        if (source.HasDelta)
            adjust.Delta = source.Delta;
        if (source.HasCount)
            adjust.Count = source.Count;
        if (source.HasBookOnHand)
            adjust.BookOnHand = source.BookOnHand;
        if (source.HasReason)
            adjust.Reason = source.Reason;
        command.AdjustStock = adjust;
    }

    /// <summary>Fills a command from a policy.</summary>
    public static void Fill(Policy source, InventoryCommand command)
    {
        var policy = new SetPolicy { Version = source.Version };
        policy.SiteOrder.AddRange(source.SiteOrder);
        policy.SafetyStock.AddRange(
            source.SafetyStock.Select(entry => new SafetyStock { Site = entry.Site, Units = entry.Units }));
        policy.SortKeys.AddRange(source.SortKeys);
        if (source.HasFillMode)
            policy.FillMode = source.FillMode;
        if (source.HasCancellationTtlMs)
            policy.CancellationTtlMs = source.CancellationTtlMs;
        if (source.HasDedupWindowMs)
            policy.DedupWindowMs = source.DedupWindowMs;
        if (source.HasClosedLineRetentionMs)
            policy.ClosedLineRetentionMs = source.ClosedLineRetentionMs;
        command.SetPolicy = policy;
    }
}
