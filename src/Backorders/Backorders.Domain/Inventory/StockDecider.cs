namespace Backorders.Domain.Inventory;

/// <summary>ReceiveStock and AdjustStock on checked commands.</summary>
internal static class StockDecider
{
    const string DefaultReason = "other";

    public static Rejection? Receive(SkuSession session, ReceiveStock command)
    {
        var site = new SiteId(command.Site!);
        var quantity = command.Quantity!.Value;
        if (!StockBook.IsKnown(session, site))
            return new(RejectionReason.UnknownSite, "site");
        if (quantity > long.MaxValue - session.Header.TotalOnHand)
            return new(RejectionReason.QuantityOverflow);
        var onHand = StockBook.At(session, site).OnHand;
        session.Emit(new StockChanged(
            session.NextHeader(), site, Cause.Receipt, command.ReceiptId!, null, quantity, onHand, onHand + quantity,
            Received(session, command.SupplyRef, quantity)));
        return null;
    }

    public static Rejection? Adjust(SkuSession session, AdjustStock command)
    {
        var site = new SiteId(command.Site!);
        if (!StockBook.IsKnown(session, site))
            return new(RejectionReason.UnknownSite, "site");
        var onHand = StockBook.At(session, site).OnHand;
        var delta = command.Delta ?? command.Count!.Value - (command.BookOnHand ?? onHand);
        if (delta > long.MaxValue - session.Header.TotalOnHand)
            return new(RejectionReason.QuantityOverflow);
        var applied = Math.Max(delta, -onHand);
        if (applied != 0)
        {
            session.Emit(new StockChanged(
                session.NextHeader(), site, Cause.Adjustment, command.AdjustmentId!, command.Reason ?? DefaultReason,
                applied, onHand, onHand + applied, null));
        }
        if (applied > delta)
        {
            session.Emit(new StockDiscrepancy(
                session.NextHeader(), site, Cause.AdjustmentBelowZero, command.AdjustmentId!, applied - delta));
        }
        Revocation.Run(session, site, Cause.StockAdjusted);
        return null;
    }

    static SupplyReceived? Received(SkuSession session, string? supplyRef, long quantity)
    {
        if (supplyRef is null)
            return null;
        if (session.State.FindSupply(session.Sku, supplyRef) is not { } supply)
            return new(supplyRef, Known: false, 0, 0, 0);
        var after = Math.Max(0, supply.Quantity - quantity);
        return new(supplyRef, Known: true, supply.Quantity, after, Math.Max(0, quantity - supply.Quantity));
    }
}
