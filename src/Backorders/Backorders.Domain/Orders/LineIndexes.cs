namespace Backorders.Domain.Orders;

/// <summary>
/// Keeps all that is derived from lines in step with them: totals, queues, holders, promises, deadlines.
/// </summary>
internal static class LineIndexes
{
    /// <summary>Stores a line and moves its entries from where they were.</summary>
    public static void Replace(SkuSession session, DemandLine? before, DemandLine after)
    {
        var byDate = session.Header.RankedByDate;
        session.Header.TotalOpen += after.Open - (before?.Open ?? 0);
        var oldRank = before?.RankWith(byDate) ?? default;
        var newRank = after.RankWith(byDate);
        MoveHolders(session, before, after, oldRank, newRank);
        MoveWaiting(session, before, after, oldRank, newRank);
        MovePromise(session, before, after, oldRank, newRank);
        session.State.PutLine(session.Sku, after);
    }

    /// <summary>Moves the entries of a line that stays as it is from one kind of rank to the other.</summary>
    public static void MoveRank(SkuSession session, DemandLine line, bool fromByDate, bool toByDate)
    {
        var oldRank = line.RankWith(fromByDate);
        var newRank = line.RankWith(toByDate);
        MoveHolders(session, line, line, oldRank, newRank);
        MoveWaiting(session, line, line, oldRank, newRank);
        MovePromise(session, line, line, oldRank, newRank);
    }

    static void MoveHolders(SkuSession session, DemandLine? before, DemandLine after, Rank oldRank, Rank newRank)
    {
        var moved = before is not null && oldRank != newRank;
        if (before is not null)
        {
            foreach (var held in before.Allocations)
            {
                var now = after.HeldAt(held.Site);
                if (moved || now == 0)
                    session.State.RemoveHolder(session.Sku, held.Site, oldRank);
                if (now != held.Units)
                    StockBook.Allocate(session, held.Site, now - held.Units);
            }
        }
        foreach (var held in after.Allocations)
        {
            var was = before?.HeldAt(held.Site) ?? 0;
            if (moved || was == 0)
                session.State.PutHolder(session.Sku, held.Site, new(newRank, after.Id));
            if (was == 0)
                StockBook.Allocate(session, held.Site, held.Units);
        }
    }

    static void MoveWaiting(SkuSession session, DemandLine? before, DemandLine after, Rank oldRank, Rank newRank)
    {
        var oldNeed = before?.Backordered ?? 0;
        var newNeed = after.Backordered;
        var sameKeys = oldNeed > 0 && newNeed > 0 && oldRank == newRank && before!.BoundTo == after.BoundTo;
        if (sameKeys && oldNeed == newNeed || oldNeed == 0 && newNeed == 0)
            return;
        session.FillNeeded = true;
        session.PegNeeded = true;
        if (oldNeed > 0)
        {
            session.Header.WaitingLines--;
            if (!sameKeys)
                RemoveFromQueues(session, before!, oldRank);
            if (!after.AllowPartial)
                session.State.RemoveWholeNeed(session.Sku, oldNeed, after.Id);
        }
        if (newNeed > 0)
        {
            session.Header.WaitingLines++;
            if (session.Header.WaitingLines == 1 || newRank.CompareTo(session.Header.WaitingNotBefore ?? newRank) < 0)
                session.Header.WaitingNotBefore = newRank;
            PutIntoQueues(session, after, new WaitingEntry(newRank, after.Id, newNeed));
            if (!after.AllowPartial)
                session.State.PutWholeNeed(session.Sku, newNeed, after.Id);
        }
    }

    static void PutIntoQueues(SkuSession session, DemandLine line, in WaitingEntry entry)
    {
        var state = session.State;
        state.PutWaiting(session.Sku, WaitingQueue.All, entry);
        if (!line.AllowPartial)
            state.PutWaiting(session.Sku, WaitingQueue.Whole, entry);
        if (line.BoundTo is { } bound)
            state.PutWaiting(session.Sku, SiteQueue(line, bound), entry);
        else if (line.Sites.IsEmpty)
            state.PutWaiting(session.Sku, PolicyQueue(line), entry);
        else
        {
            foreach (var site in line.Sites)
                state.PutWaiting(session.Sku, SiteQueue(line, site), entry);
        }
    }

    static void RemoveFromQueues(SkuSession session, DemandLine line, Rank rank)
    {
        var state = session.State;
        state.RemoveWaiting(session.Sku, WaitingQueue.All, rank);
        if (!line.AllowPartial)
            state.RemoveWaiting(session.Sku, WaitingQueue.Whole, rank);
        if (line.BoundTo is { } bound)
            state.RemoveWaiting(session.Sku, SiteQueue(line, bound), rank);
        else if (line.Sites.IsEmpty)
            state.RemoveWaiting(session.Sku, PolicyQueue(line), rank);
        else
        {
            foreach (var site in line.Sites)
                state.RemoveWaiting(session.Sku, SiteQueue(line, site), rank);
        }
    }

    static WaitingQueue SiteQueue(DemandLine line, SiteId site) =>
        new(line.AllowPartial ? WaitingQueueKind.SitePartial : WaitingQueueKind.SiteWhole, site);

    static WaitingQueue PolicyQueue(DemandLine line) =>
        new(line.AllowPartial ? WaitingQueueKind.PolicyPartial : WaitingQueueKind.PolicyWhole);

    static void MovePromise(SkuSession session, DemandLine? before, DemandLine after, Rank oldRank, Rank newRank)
    {
        var old = before?.Promise;
        if (old == after.Promise && (old is null || oldRank == newRank))
            return;
        if (old is not null)
        {
            session.State.RemovePromised(session.Sku, oldRank);
            session.Header.PromisedLines--;
        }
        if (after.Promise is { } promise)
        {
            session.State.PutPromised(session.Sku, new(newRank, after.Id, promise));
            session.Header.PromisedLines++;
        }
    }
}
