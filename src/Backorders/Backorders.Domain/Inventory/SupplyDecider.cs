namespace Backorders.Domain.Inventory;

/// <summary>ExpectSupply, RescheduleSupply and CancelSupply on checked commands.</summary>
internal static class SupplyDecider
{
    public static Rejection? Expect(SkuSession session, ExpectSupply command)
    {
        var site = new SiteId(command.Site!);
        var quantity = command.Quantity!.Value;
        if (session.State.FindSupply(session.Sku, command.Ref!) is not null)
            return new(RejectionReason.DuplicateSupply, "ref");
        if (!StockBook.IsKnown(session, site))
            return new(RejectionReason.UnknownSite, "site");
        if (quantity > long.MaxValue - session.Header.TotalSupply)
            return new(RejectionReason.QuantityOverflow);
        var date = command.Date!.Value;
        session.Emit(new SupplyExpected(session.NextHeader(), command.Ref!, site, quantity, date));
        if (date < session.Record.Today)
            session.Emit(new SupplyOverdue(session.NextHeader(), command.Ref!, site, quantity, date));
        return null;
    }

    public static Rejection? Reschedule(SkuSession session, RescheduleSupply command)
    {
        if (session.State.FindSupply(session.Sku, command.Ref!) is not { } supply)
            return new(RejectionReason.UnknownSupply, "ref");
        var quantity = command.Quantity ?? supply.Quantity;
        var date = command.Date ?? supply.Date;
        if (quantity - supply.Quantity > long.MaxValue - session.Header.TotalSupply)
            return new(RejectionReason.QuantityOverflow);
        if (quantity == supply.Quantity && date == supply.Date)
            return null;
        session.Emit(new SupplyRescheduled(
            session.NextHeader(), supply.Ref, supply.Site, supply.Quantity, quantity, supply.Date, date));
        if (!supply.Overdue && date < session.Record.Today)
            session.Emit(new SupplyOverdue(session.NextHeader(), supply.Ref, supply.Site, quantity, date));
        return null;
    }

    public static Rejection? Cancel(SkuSession session, CancelSupply command)
    {
        if (session.State.FindSupply(session.Sku, command.Ref!) is not { } supply)
            return new(RejectionReason.UnknownSupply, "ref");
        session.Emit(new SupplyCancelled(session.NextHeader(), supply.Ref, supply.Site, supply.Quantity, supply.Date));
        return null;
    }
}
