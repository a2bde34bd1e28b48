namespace Backorders.Domain.Orders;

/// <summary>Keeps the entries that are made of lines in step with them: queues, holders, promises.</summary>
internal static class LineIndexes
{
    /// <summary>Stores a line and moves its entries from where they were.</summary>
    public static void Move(SkuSession session, in DemandLine before, in DemandLine after)
    {
        var byDate = session.Header.RankedByDate;
        var newRank = after.RankWith(byDate);
        var oldRank = before.IsNone ? newRank : before.RankWith(byDate);
        session.State.PutLine(session.Sku, after);
        MoveForget(session, before, after);
        Move(session, before, after, oldRank, newRank);
    }

    /// <summary>Moves the entries of a line that stays as it is from one kind of rank to the other.</summary>
    public static void MoveRank(SkuSession session, in DemandLine line, bool fromByDate, bool toByDate) =>
        Move(session, line, line, line.RankWith(fromByDate), line.RankWith(toByDate));

    static void Move(SkuSession session, in DemandLine before, in DemandLine after, Rank oldRank, Rank newRank)
    {
        MoveHolders(session, before, after, oldRank, newRank);
        MoveWaiting(session, before, after, oldRank, newRank);
        MovePromise(session, before, after, oldRank, newRank);
    }

    static void MoveForget(SkuSession session, in DemandLine before, in DemandLine after)
    {
        if (before.ForgetAt == after.ForgetAt)
            return;
        if (before.ForgetAt is { } old)
            session.State.RemoveForget(new(old, session.Sku, after.Id));
        if (after.ForgetAt is { } next)
            session.State.PutForget(new(next, session.Sku, after.Id));
    }

    static void MoveHolders(SkuSession session, in DemandLine before, in DemandLine after, Rank oldRank, Rank newRank)
    {
        var moved = oldRank != newRank;
        foreach (var held in before.Allocations)
        {
            if (moved || after.HeldAt(held.Site) == 0)
                session.State.RemoveHolder(session.Sku, held.Site, oldRank);
        }
        foreach (var held in after.Allocations)
        {
            if (moved || before.HeldAt(held.Site) == 0)
                session.State.PutHolder(session.Sku, held.Site, new(newRank, after.Id));
        }
    }

    static void MoveWaiting(SkuSession session, in DemandLine before, in DemandLine after, Rank oldRank, Rank newRank)
    {
        var oldNeed = before.Backordered;
        var newNeed = after.Backordered;
        if (oldNeed == 0 && newNeed == 0)
            return;
        var sameKeys = oldNeed > 0 && newNeed > 0 && oldRank == newRank && before.BoundTo == after.BoundTo;
        if (sameKeys && oldNeed == newNeed)
            return;
        session.NoteWaiting(before, after, oldRank, newRank);
        if (oldNeed > 0)
        {
            if (!sameKeys)
                RemoveFromQueues(session, before, oldRank);
            if (!after.AllowPartial && oldNeed != newNeed)
                session.State.RemoveWholeNeed(session.Sku, oldNeed, after.Id);
        }
        if (newNeed == 0)
            return;
        var header = session.Header;
        if (header.WaitingLines == 1 || newRank.CompareTo(header.WaitingNotBefore ?? newRank) < 0)
            header.WaitingNotBefore = newRank;
        PutIntoQueues(session, after, new WaitingEntry(newRank, after.Id, newNeed));
        if (!after.AllowPartial && oldNeed != newNeed)
            session.State.PutWholeNeed(session.Sku, newNeed, after.Id);
    }

    static void PutIntoQueues(SkuSession session, in DemandLine line, in WaitingEntry entry)
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

    static void RemoveFromQueues(SkuSession session, in DemandLine line, Rank rank)
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

    static WaitingQueue SiteQueue(in DemandLine line, SiteId site) =>
        new(line.AllowPartial ? WaitingQueueKind.SitePartial : WaitingQueueKind.SiteWhole, site);

    static WaitingQueue PolicyQueue(in DemandLine line) =>
        new(line.AllowPartial ? WaitingQueueKind.PolicyPartial : WaitingQueueKind.PolicyWhole);

    static void MovePromise(SkuSession session, in DemandLine before, in DemandLine after, Rank oldRank, Rank newRank)
    {
        var old = before.Promise;
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
