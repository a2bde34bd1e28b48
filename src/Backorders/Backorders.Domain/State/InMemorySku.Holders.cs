namespace Backorders.Domain.State;

/// <content>
/// The lines that hold units at a site. Units are rarely taken back, and then most often from one SKU again: their
/// order is made from the lines when it is first asked for, and kept from then on.
/// </content>
internal sealed partial class InMemorySku
{
    /// <summary>The order of those at a site; null when it was not asked for yet.</summary>
    public OrderedMap<Rank, int>? FindHolders(SiteId site, RankOrder order) =>
        IndexOf(siteNumbers.Find(site)) is >= 0 and var index ? _sites[index].In(order).Holders : null;

    /// <summary>The order of those at a site.</summary>
    public OrderedMap<Rank, int> OpenHolders(SiteId site, RankOrder order)
    {
        var numbered = siteNumbers.Of(site);
        return OpenSite(numbered, order).Holders ??= HoldersAt(numbered, order);
    }

    OrderedMap<Rank, int> HoldersAt(int site, RankOrder order)
    {
        var holders = new OrderedMap<Rank, int>();
        for (var slot = 0; slot < _lines.Slots; slot++)
        {
            if (!_lines.IsUsed(slot))
                continue;
            ref var line = ref _lines[slot];
            if (line.IsDated != (order != RankOrder.Undated))
                continue;
            if (line.HasParts ? HoldsBeside(slot, site) : line.HeldSite == site)
                holders.Put(line.RankIn(order), slot);
        }
        return holders;
    }

    bool HoldsBeside(int slot, int site)
    {
        foreach (var held in _parts![slot].Allocations)
        {
            if (held.Site == siteNumbers[site])
                return true;
        }
        return false;
    }
}
