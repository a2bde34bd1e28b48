namespace Backorders.Audit.Oracle;

/// <summary>A partition in plain lists.</summary>
internal sealed class OraclePartition
{
    public long LogTime { get; set; }

    public long Sequence { get; set; }

    public AllocationPolicy? Default { get; set; }

    /// <summary>The event ids of the scope <c>*</c>.</summary>
    public List<(string EventId, long Until)> Remembered { get; } = [];

    /// <summary>In the order in which a command of the whole partition goes through them.</summary>
    public SortedDictionary<string, OracleSku> Skus { get; } = new(ByteOrder.Comparer);

    public DateOnly Today => new DateOnly(1970, 1, 1).AddDays((int)(LogTime / 86_400_000));
}

/// <summary>A SKU in plain lists.</summary>
internal sealed class OracleSku(string name)
{
    public string Name { get; } = name;

    public long Sequence { get; set; }

    public AllocationPolicy? Own { get; set; }

    public List<(string EventId, long Until)> Remembered { get; } = [];

    public List<OracleSite> Sites { get; } = [];

    public List<OracleLine> Lines { get; } = [];

    public List<OraclePending> Pending { get; } = [];

    public List<OracleSupply> Supplies { get; } = [];

    /// <summary>Open units of all lines.</summary>
    public Int128 Open()
    {
        Int128 sum = 0;
        foreach (var line in Lines)
            sum += line.Open;
        return sum;
    }
}

/// <summary>Stock at a site.</summary>
internal sealed class OracleSite(string name)
{
    public string Name { get; } = name;

    public long OnHand { get; set; }
}

/// <summary>A demand line.</summary>
internal sealed class OracleLine
{
    public required string Order { get; init; }

    public required string Line { get; init; }

    public required long Quantity { get; set; }

    public long Shipped { get; set; }

    public long Cancelled { get; set; }

    public List<(string Site, long Units)> Held { get; } = [];

    public required int Class { get; set; }

    public DateOnly? Date { get; set; }

    public required long Accepted { get; init; }

    public required IReadOnlyList<string> OwnSites { get; init; }

    public required bool Split { get; init; }

    public required bool Partial { get; init; }

    public DateOnly? Promise { get; set; }

    public long? ForgetAt { get; set; }

    public long Open => Quantity - Shipped - Cancelled;

    public long Allocated
    {
        get
        {
            var sum = 0L;
            foreach (var (_, units) in Held)
                sum += units;
            return sum;
        }
    }

    public long Waits => Open - Allocated;

    public OrderLineId Id => new(Order, Line);

    public LineCounts Counts => new(Quantity, Allocated, Waits, Shipped, Cancelled);

    public long HeldAt(string site)
    {
        foreach (var held in Held)
        {
            if (held.Site == site)
                return held.Units;
        }
        return 0;
    }

    public void Give(string site, long units)
    {
        var index = Held.FindIndex(held => held.Site == site);
        if (index < 0)
            Held.Add((site, units));
        else
            Held[index] = (site, Held[index].Units + units);
    }

    public void TakeBack(string site, long units)
    {
        var index = Held.FindIndex(held => held.Site == site);
        Held[index] = (site, Held[index].Units - units);
        Held.RemoveAll(held => held.Units == 0);
    }
}

/// <summary>A cancellation without its line.</summary>
internal sealed record OraclePending(
    OrderLineId Line, long? Quantity, string Reason, string EventId, long Offset, long ExpiresAt);

/// <summary>An expected supply.</summary>
internal sealed class OracleSupply
{
    public required string Ref { get; init; }

    public required string Site { get; init; }

    public required long Quantity { get; set; }

    public required DateOnly Date { get; set; }

    public bool Overdue { get; set; }
}
