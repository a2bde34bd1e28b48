namespace Backorders.Domain.Orders;

/// <summary>
/// Keeps the entries that are made of lines in step with them: queues, holders, promises, each in all orders that a
/// line stands in.
/// </summary>
internal static class LineIndexes
{
    /// <summary>Stores a line and moves its entries from where they were.</summary>
    public static void Move(SkuSession session, in DemandLine before, in DemandLine after)
    {
        session.State.PutLine(session.Sku, after);
        MoveForget(session, before, after);
        var stays = !before.IsNone && StandsAlike(before, after);
        MoveHolders(session, before, after, stays);
        MoveWaiting(session, before, after, stays);
        MovePromise(session, before, after, stays);
    }

    // Its rank is then the same in each order.
    static bool StandsAlike(in DemandLine before, in DemandLine after) =>
        before.PriorityClass == after.PriorityClass && before.RequestedDate == after.RequestedDate
        && before.AcceptedSequence == after.AcceptedSequence;

    static void MoveForget(SkuSession session, in DemandLine before, in DemandLine after)
    {
        if (before.ForgetAt == after.ForgetAt)
            return;
        if (before.ForgetAt is { } old)
            session.State.RemoveForget(new(old, session.Sku, after.Id));
        if (after.ForgetAt is { } next)
            session.State.PutForget(new(next, session.Sku, after.Id));
    }

    static void MoveHolders(SkuSession session, in DemandLine before, in DemandLine after, bool stays)
    {
        var (state, sku) = (session.State, session.Sku);
        foreach (var held in before.Allocations)
        {
            if (stays && after.HeldAt(held.Site) != 0)
                continue;
            foreach (var order in RankOrders.Of(before))
                state.RemoveHolder(sku, held.Site, order, before.RankIn(order));
        }
        foreach (var held in after.Allocations)
        {
            if (stays && before.HeldAt(held.Site) != 0)
                continue;
            foreach (var order in RankOrders.Of(after))
                state.PutHolder(sku, held.Site, order, new(after.RankIn(order), after.Id));
        }
    }

    static void MoveWaiting(SkuSession session, in DemandLine before, in DemandLine after, bool stays)
    {
        var oldNeed = before.Backordered;
        var newNeed = after.Backordered;
        if (oldNeed == 0 && newNeed == 0)
            return;
        var sameKeys = oldNeed > 0 && newNeed > 0 && stays && before.BoundTo == after.BoundTo;
        if (sameKeys && oldNeed == newNeed)
            return;
        session.NoteWaiting(before, after);
        if (oldNeed > 0)
        {
            if (!sameKeys)
            {
                foreach (var order in RankOrders.Of(before))
                    RemoveFromQueues(session, before, order);
            }
            if (!after.AllowPartial && oldNeed != newNeed)
                session.State.RemoveWholeNeed(session.Sku, oldNeed, after.Id);
        }
        if (newNeed == 0)
            return;
        foreach (var order in RankOrders.Of(after))
            PutIntoQueues(session, after, order, newNeed);
        if (!after.AllowPartial && oldNeed != newNeed)
            session.State.PutWholeNeed(session.Sku, newNeed, after.Id);
    }

    static void PutIntoQueues(SkuSession session, in DemandLine line, RankOrder order, long need)
    {
        var (state, sku, header) = (session.State, session.Sku, session.Header);
        var entry = new WaitingEntry(line.RankIn(order), line.Id, need);
        if (header.WaitingIn(order) == 1 || entry.Rank.CompareTo(header.WaitingNotBefore(order) ?? entry.Rank) < 0)
            header.SetWaitingNotBefore(order, entry.Rank);
        state.PutWaiting(sku, new(WaitingQueueKind.All, default, order), entry);
        if (!line.AllowPartial)
            state.PutWaiting(sku, new(WaitingQueueKind.Whole, default, order), entry);
        if (line.BoundTo is { } bound)
            state.PutWaiting(sku, SiteQueue(line, bound, order), entry);
        else if (line.Sites.IsEmpty)
            state.PutWaiting(sku, PolicyQueue(line, order), entry);
        else
        {
            foreach (var site in line.Sites)
                state.PutWaiting(sku, SiteQueue(line, site, order), entry);
        }
    }

    static void RemoveFromQueues(SkuSession session, in DemandLine line, RankOrder order)
    {
        var (state, sku) = (session.State, session.Sku);
        var rank = line.RankIn(order);
        state.RemoveWaiting(sku, new(WaitingQueueKind.All, default, order), rank);
        if (!line.AllowPartial)
            state.RemoveWaiting(sku, new(WaitingQueueKind.Whole, default, order), rank);
        if (line.BoundTo is { } bound)
            state.RemoveWaiting(sku, SiteQueue(line, bound, order), rank);
        else if (line.Sites.IsEmpty)
            state.RemoveWaiting(sku, PolicyQueue(line, order), rank);
        else
        {
            foreach (var site in line.Sites)
                state.RemoveWaiting(sku, SiteQueue(line, site, order), rank);
        }
    }

    static WaitingQueue SiteQueue(in DemandLine line, SiteId site, RankOrder order) =>
        new(line.AllowPartial ? WaitingQueueKind.SitePartial : WaitingQueueKind.SiteWhole, site, order);

    static WaitingQueue PolicyQueue(in DemandLine line, RankOrder order) =>
        new(line.AllowPartial ? WaitingQueueKind.PolicyPartial : WaitingQueueKind.PolicyWhole, default, order);

    static void MovePromise(SkuSession session, in DemandLine before, in DemandLine after, bool stays)
    {
        var old = before.Promise;
        if (old == after.Promise && (old is null || stays))
            return;
        var header = session.Header;
        if (old is not null)
        {
            foreach (var order in RankOrders.Of(before))
                session.State.RemovePromised(session.Sku, order, before.RankIn(order));
            header.PromisedLines--;
            header.DatedPromisedLines -= before.RequestedDate is null ? 0 : 1;
        }
        if (after.Promise is { } promise)
        {
            foreach (var order in RankOrders.Of(after))
                session.State.PutPromised(session.Sku, order, new(after.RankIn(order), after.Id, promise));
            header.PromisedLines++;
            header.DatedPromisedLines += after.RequestedDate is null ? 0 : 1;
        }
    }
}
