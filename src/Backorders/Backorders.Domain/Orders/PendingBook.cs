namespace Backorders.Domain.Orders;

/// <summary>The pending cancellations of a SKU and their two orders.</summary>
internal static class PendingBook
{
    const int PageSize = 16;

    public static void Add(SkuSession session, CancellationPended pended)
    {
        // The CancelDemand that pends is the command itself, so its event id is the causation.
        var pending = new PendingCancellation(
            pended.Line, pended.Quantity, pended.Reason, pended.Header.CausationId!, pended.PendedOffset,
            pended.ExpiresAt);
        session.State.PutPending(session.Sku, pending);
        session.State.PutPendingByExpiry(session.Sku, pending);
        var header = session.Header;
        header.PendingCancellations++;
        header.FirstPendingExpiry = Math.Min(header.FirstPendingExpiry ?? long.MaxValue, pended.ExpiresAt);
    }

    public static void Remove(SkuSession session, OrderLineId line, long pendedOffset)
    {
        foreach (var pending in OfLine(session, line))
        {
            if (pending.PendedOffset != pendedOffset)
                continue;
            session.State.RemovePending(session.Sku, line, pendedOffset);
            session.State.RemovePendingByExpiry(session.Sku, pending.ExpiresAt, pendedOffset);
            session.Header.PendingCancellations--;
            if (session.Header.FirstPendingExpiry == pending.ExpiresAt)
                session.Header.FirstPendingExpiry = FirstExpiry(session);
            return;
        }
    }

    /// <summary>Those of a line, by pended offset.</summary>
    public static IReadOnlyList<PendingCancellation> OfLine(SkuSession session, OrderLineId line)
    {
        if (session.Header.PendingCancellations == 0)
            return [];
        List<PendingCancellation> all = [];
        var page = new PendingCancellation[PageSize];
        int count;
        do
        {
            count = session.State.ReadPendingOfLine(
                session.Sku, line, all.Count == 0 ? null : all[^1].PendedOffset, page);
            all.AddRange(page.AsSpan(0, count));
        }
        while (count == PageSize);
        return all;
    }

    /// <summary>Those of a SKU that end at or before a log time, by (end, pended offset).</summary>
    public static List<PendingCancellation> Until(IAllocationState state, Sku sku, long logTime)
    {
        List<PendingCancellation> due = [];
        var page = new PendingCancellation[PageSize];
        while (true)
        {
            var count = state.ReadPendingByExpiry(sku, due.Count == 0 ? null : due[^1], page);
            foreach (var pending in page.AsSpan(0, count))
            {
                if (pending.ExpiresAt > logTime)
                    return due;
                due.Add(pending);
            }
            if (count < PageSize)
                return due;
        }
    }

    static long? FirstExpiry(SkuSession session)
    {
        var page = new PendingCancellation[1];
        return session.State.ReadPendingByExpiry(session.Sku, null, page) == 0 ? null : page[0].ExpiresAt;
    }
}
