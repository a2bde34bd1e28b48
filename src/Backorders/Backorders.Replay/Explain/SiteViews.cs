namespace Backorders.Replay.Explain;

/// <summary>Looks at sites the way a decision does.</summary>
internal static class SiteViews
{
    public static SiteView Of(SkuHeader header, AllocationPolicy policy, SiteId site)
    {
        SiteStock stock = default;
        foreach (var one in header.Sites)
            stock = one.Site == site ? one : stock;
        var safety = policy.SafetyStockAt(site);
        return new(
            site.Value, stock.OnHand, stock.Allocated, safety, Math.Max(0, stock.OnHand - stock.Allocated - safety));
    }
}
