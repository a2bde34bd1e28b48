namespace Backorders.Domain.Allocation;

/// <summary>
/// State as the fold of events: all of it but log time and the remembered event ids, which records move.
/// </summary>
public static class Evolver
{
    /// <summary>Applies an event to a state. Events come in the order in which they were stated.</summary>
    /// <exception cref="InvalidOperationException">The event does not follow from the state.</exception>
    public static void Apply(IAllocationState state, AllocationEvent stated)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(stated);
        var record = new RecordScope(state);
        record.Open(stated.Header.Position, stated.Header.CausationId, stated.Header.LogTime, []);
        if (stated.Header.Sku == Sku.Partition)
            record.ApplyForPartition(stated);
        else
        {
            var session = new SkuSession(record);
            session.Open(stated.Header.Sku);
            session.EnsureRanked();
            Apply(session, stated);
            session.EnsureRanked();
            session.Close();
        }
        record.Partition = record.Partition with { LogTime = state.Partition.LogTime };
        record.Close();
    }

    internal static void Apply(SkuSession session, AllocationEvent stated)
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
