namespace Backorders.Domain.Orders;

/// <summary>What a line adds to its SKU, in step with every event: free units depend on it.</summary>
internal static class LineTotals
{
    /// <summary>Takes out what the line was and adds what it is.</summary>
    public static void Move(SkuSession session, in DemandLine before, in DemandLine after)
    {
        var header = session.Header;
        var wasOpen = before.Open;
        var open = after.Open;
        header.TotalOpen += open - wasOpen;
        var allocated = MoveStock(session, before, after);
        var waited = wasOpen - allocated.Before;
        var waits = open - allocated.After;
        if (waited != waits || waits > 0 && StandsElsewhere(before, after))
            session.FillNeeded = true;
        var (was, now) = (waited > 0 ? 1 : 0, waits > 0 ? 1 : 0);
        var (held, holds) = (allocated.Before > 0 ? 1 : 0, allocated.After > 0 ? 1 : 0);
        header.WaitingLines += now - was;
        header.HoldingLines += holds - held;
        if (before.RequestedDate is not null)
        {
            header.DatedWaitingLines -= was;
            header.DatedHoldingLines -= held;
        }
        if (after.RequestedDate is not null)
        {
            header.DatedWaitingLines += now;
            header.DatedHoldingLines += holds;
        }
    }

    static bool StandsElsewhere(in DemandLine before, in DemandLine after) =>
        before.PriorityClass != after.PriorityClass || before.RequestedDate != after.RequestedDate
        || before.BoundTo != after.BoundTo;

    static (long Before, long After) MoveStock(SkuSession session, in DemandLine before, in DemandLine after)
    {
        long was = 0, now = 0;
        foreach (var held in before.Allocations)
        {
            was += held.Units;
            var left = after.HeldAt(held.Site);
            if (left != held.Units)
                StockBook.Allocate(session, held.Site, left - held.Units);
        }
        foreach (var held in after.Allocations)
        {
            now += held.Units;
            if (before.HeldAt(held.Site) == 0)
                StockBook.Allocate(session, held.Site, held.Units);
        }
        return (was, now);
    }
}
