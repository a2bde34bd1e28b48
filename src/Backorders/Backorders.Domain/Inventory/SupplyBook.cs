namespace Backorders.Domain.Inventory;

/// <summary>The expected supplies of a SKU and their two orders.</summary>
internal static class SupplyBook
{
    public static void Add(SkuSession session, Supply supply)
    {
        Put(session, supply);
        session.Header.TotalSupply += supply.Quantity;
        if (session.Header.FirstSupplyDate is not { } first || supply.Date < first)
            session.Header.FirstSupplyDate = supply.Date;
        session.NoteSupply(null, supply);
    }

    /// <summary>Sets what is still expected; at 0 the supply is gone.</summary>
    public static void SetQuantity(SkuSession session, string supplyRef, long quantity)
    {
        var supply = Find(session, supplyRef);
        session.Header.TotalSupply += quantity - supply.Quantity;
        if (quantity > 0)
        {
            var changed = supply with { Quantity = quantity };
            Put(session, changed);
            session.NoteSupply(supply, changed);
            return;
        }
        session.NoteSupply(supply, null);
        session.State.RemoveSupply(session.Sku, supplyRef);
        session.State.RemoveSupplyByDate(session.Sku, supply.Date, supplyRef);
        AfterLeaving(session, supply);
    }

    /// <summary>Moves a supply; a day that has not passed makes it count again.</summary>
    public static void Reschedule(SkuSession session, SupplyRescheduled change)
    {
        var supply = Find(session, change.Ref);
        session.Header.TotalSupply += change.NewQuantity - supply.Quantity;
        session.State.RemoveSupplyByDate(session.Sku, supply.Date, supply.Ref);
        AfterLeaving(session, supply);
        // A supply that was overdue and still is stays so without another event.
        var overdue = supply.Overdue && change.NewDate < session.Record.Today;
        var moved = supply with { Quantity = change.NewQuantity, Date = change.NewDate, Overdue = overdue };
        Put(session, moved);
        if (!overdue && (session.Header.FirstSupplyDate is not { } first || moved.Date < first))
            session.Header.FirstSupplyDate = moved.Date;
        session.NoteSupply(supply, moved);
    }

    public static void MarkOverdue(SkuSession session, string supplyRef)
    {
        var supply = Find(session, supplyRef);
        Put(session, supply with { Overdue = true });
        AfterLeaving(session, supply);
        session.NoteSupply(supply, null);
    }

    /// <summary>The supplies from a day to another, both included, by (date, ref).</summary>
    public static List<Supply> Between(IAllocationState state, Sku sku, DateOnly first, DateOnly last)
    {
        List<Supply> found = [];
        var room = new SupplyPage();
        Span<Supply> page = room;
        while (true)
        {
            var count = state.ReadSuppliesByDate(sku, first, found.Count == 0 ? null : found[^1], page);
            foreach (var supply in page[..count])
            {
                if (supply.Date > last)
                    return found;
                found.Add(supply);
            }
            if (count < page.Length)
                return found;
        }
    }

    static void Put(SkuSession session, Supply supply)
    {
        session.State.PutSupply(session.Sku, supply);
        session.State.PutSupplyByDate(session.Sku, supply);
    }

    static Supply Find(SkuSession session, string supplyRef) =>
        session.State.FindSupply(session.Sku, supplyRef) ?? throw new InvalidOperationException(
            $"{session.Sku}: an event at {session.Record.Position} is about supply {supplyRef}, which is not there");

    // The first date moves when a supply that stood at it leaves the ones that count.
    static void AfterLeaving(SkuSession session, Supply supply)
    {
        if (supply.Overdue || session.Header.FirstSupplyDate != supply.Date)
            return;
        session.Header.FirstSupplyDate = null;
        // It was the only one.
        if (session.Header.TotalSupply == 0)
            return;
        Supply? last = null;
        var room = new SupplyPage();
        // Most often the first one counts.
        Span<Supply> page = room[..1];
        while (true)
        {
            var count = session.State.ReadSuppliesByDate(session.Sku, supply.Date, last, page);
            foreach (var other in page[..count])
            {
                if (!other.Overdue)
                {
                    session.Header.FirstSupplyDate = other.Date;
                    return;
                }
                last = other;
            }
            if (count < page.Length)
                return;
            page = room;
        }
    }
}
