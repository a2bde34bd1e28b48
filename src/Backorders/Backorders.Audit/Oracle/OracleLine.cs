namespace Backorders.Audit.Oracle;

/// <summary>A demand line. Whatever changes it keeps the sums of its SKU.</summary>
internal sealed class OracleLine
{
    readonly OracleSku _sku;
    readonly List<(string Site, long Units)> _held = [];

    /// <summary>Makes a line that waits for all of its units.</summary>
    public OracleLine(OracleSku sku, OrderLineId id, long quantity)
    {
        (_sku, Id) = (sku, id);
        Quantity = quantity;
    }

    public OrderLineId Id { get; }

    public long Quantity { get; private set; }

    public long Shipped { get; private set; }

    public long Cancelled { get; private set; }

    public long Allocated { get; private set; }

    public required int Class { get; set; }

    public DateOnly? Date { get; set; }

    public required long Accepted { get; init; }

    public required IReadOnlyList<string> OwnSites { get; init; }

    public required bool Split { get; init; }

    public required bool Partial { get; init; }

    public DateOnly? Promise { get; set; }

    public long? ForgetAt { get; set; }

    /// <summary>Whether its SKU lists it as one that waits; for the SKU alone.</summary>
    public bool IsListed { get; set; }

    /// <summary>What it holds, in the order in which it got it.</summary>
    public IReadOnlyList<(string Site, long Units)> Held => _held;

    public long Open => Quantity - Shipped - Cancelled;

    public long Waits => Open - Allocated;

    public LineCounts Counts => new(Quantity, Allocated, Waits, Shipped, Cancelled);

    public long HeldAt(string site)
    {
        foreach (var held in _held)
        {
            if (held.Site == site)
                return held.Units;
        }
        return 0;
    }

    public void Order(long quantity)
    {
        var before = Open;
        Quantity = quantity;
        _sku.Recount(this, before);
    }

    public void Ship(long units)
    {
        var before = Open;
        Shipped += units;
        _sku.Recount(this, before);
    }

    public void Cancel(long units)
    {
        var before = Open;
        Cancelled += units;
        _sku.Recount(this, before);
    }

    public void Give(string site, long units)
    {
        var index = _held.FindIndex(held => held.Site == site);
        if (index < 0)
            _held.Add((site, units));
        else
            _held[index] = (site, _held[index].Units + units);
        Hold(site, units);
    }

    public void TakeBack(string site, long units)
    {
        var index = _held.FindIndex(held => held.Site == site);
        _held[index] = (site, _held[index].Units - units);
        _held.RemoveAll(held => held.Units == 0);
        Hold(site, -units);
    }

    void Hold(string site, long change)
    {
        Allocated += change;
        _sku.Held[site] = _sku.Held.GetValueOrDefault(site) + change;
        _sku.Recount(this, Open);
    }
}
