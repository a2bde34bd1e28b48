namespace Backorders.Domain.Allocation;

/// <summary>
/// State as the fold of events: all of it but log time and the remembered event ids, which records move.
/// </summary>
internal static class Evolver
{
    public static void Apply(SkuSession session, AllocationEvent stated)
    {
        session.Header.Sequence = stated.Header.Sequence;
        switch (stated)
        {
            case LineEvent line:
                LineEvolver.Apply(session, line);
                break;
            case StockChanged stock:
                StockBook.SetOnHand(session, stock.Site, stock.OnHandAfter);
                if (stock.Supply is { Known: true } received)
                    SupplyBook.SetQuantity(session, received.Ref, received.After);
                break;
            case SupplyExpected expected:
                SupplyBook.Add(
                    session, new(expected.Ref, expected.Site, expected.Quantity, expected.Date, Overdue: false));
                break;
            case SupplyRescheduled change:
                SupplyBook.Reschedule(session, change);
                break;
            case SupplyCancelled cancelled:
                SupplyBook.SetQuantity(session, cancelled.Ref, 0);
                break;
            case SupplyOverdue overdue:
                SupplyBook.MarkOverdue(session, overdue.Ref);
                break;
            case PolicyChanged changed:
                session.UseOwnPolicy(changed.Policy);
                break;
            default:
                // CommandRejected and StockDiscrepancy say something and change nothing.
                break;
        }
    }
}
