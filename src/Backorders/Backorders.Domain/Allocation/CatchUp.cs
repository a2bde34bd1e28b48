namespace Backorders.Domain.Allocation;

/// <summary>What time alone does to a SKU.</summary>
internal static class CatchUp
{
    public static void Run(SkuSession session, Pegging pegging)
    {
        // The deadline covers pending cancellations and supplies. A promise is the date of a supply that counts, so it
        // is broken only where such a supply becomes overdue.
        if (session.Header.Deadline is not { } deadline || deadline > session.Record.LogTime)
            return;
        foreach (var pending in PendingBook.Until(session.State, session.Sku, session.Record.LogTime))
        {
            session.Emit(new UnmatchedCancellation(
                session.NextHeader(), pending.Line, pending.Quantity, pending.Reason, pending.CancellationEventId,
                pending.PendedOffset, Cause.Expired));
        }
        if (session.Header.FirstSupplyDate is not { } first || first >= session.Record.Today)
            return;
        foreach (var supply in SupplyBook.Between(session.State, session.Sku, first, session.Record.Today.AddDays(-1)))
        {
            if (!supply.Overdue)
            {
                session.Emit(new SupplyOverdue(
                    session.NextHeader(), supply.Ref, supply.Site, supply.Quantity, supply.Date));
            }
        }
        SayBroken(session);
        pegging.Run(session, Cause.SupplyOverdue);
    }

    static void SayBroken(SkuSession session)
    {
        session.FlushLine();
        if (session.Header.PromisedLines == 0)
            return;
        var promised = new PromisedReader();
        promised.Start(session, after: null);
        while (promised.TryPeek(session, out var entry))
        {
            promised.Skip();
            if (entry.Promise < session.Record.Today)
            {
                session.Emit(new PromiseBroken(
                    session.NextHeader(), entry.Line, entry.Rank, entry.Promise, Cause.SupplyOverdue));
            }
        }
    }
}
