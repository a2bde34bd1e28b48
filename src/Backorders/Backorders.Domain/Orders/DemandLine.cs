namespace Backorders.Domain.Orders;

/// <summary>
/// A demand line of a SKU. It <em>waits</em> while <see cref="Backordered"/> is above zero and is <em>closed</em>, for
/// good, when nothing is open.
/// </summary>
/// <remarks>
/// A value: most commands make several forms of one line, and none of them is garbage. The default is no line.
/// </remarks>
public readonly record struct DemandLine
{
    readonly ImmutableArray<SiteUnits> _allocations;

    /// <summary>A line that takes partial fills.</summary>
    public DemandLine()
    {
    }

    /// <summary>Its key within the SKU.</summary>
    public required OrderLineId Id { get; init; }

    /// <summary>Units ordered, with what is shipped and cancelled.</summary>
    public required long Quantity { get; init; }

    /// <summary>Units that left for this line.</summary>
    public long Shipped { get; init; }

    /// <summary>Units given up.</summary>
    public long Cancelled { get; init; }

    /// <summary>Units held, by site, in the order in which the line first got some there; none is zero.</summary>
    public ImmutableArray<SiteUnits> Allocations
    {
        get => _allocations.IsDefault ? [] : _allocations;
        init => _allocations = value;
    }

    /// <summary>0 (best) to 99.</summary>
    public required int PriorityClass { get; init; }

    /// <summary>The day the customer asked for.</summary>
    public DateOnly? RequestedDate { get; init; }

    /// <summary>The offset of its PlaceDemand, for ever.</summary>
    public required long AcceptedSequence { get; init; }

    /// <summary>Its own sites, best first; empty when it follows the policy.</summary>
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>May be served from several sites.</summary>
    public bool AllowSplit { get; init; }

    /// <summary>A fill may cover less than all that it waits for.</summary>
    public bool AllowPartial { get; init; } = true;

    /// <summary>The day by which expected supply covers it.</summary>
    public DateOnly? Promise { get; init; }

    /// <summary>Once closed, the log time in ms from which it counts as never seen.</summary>
    public long? ForgetAt { get; init; }

    /// <summary>Whether it is no line: it holds nothing and waits for nothing.</summary>
    public bool IsNone => Id.OrderId is null;

    /// <summary>Units neither shipped nor cancelled.</summary>
    public long Open => Quantity - Shipped - Cancelled;

    /// <summary>Units held at all sites.</summary>
    public long Allocated
    {
        get
        {
            var sum = 0L;
            foreach (var held in Allocations)
                sum += held.Units;
            return sum;
        }
    }

    /// <summary>Units it waits for.</summary>
    public long Backordered => Open - Allocated;

    /// <summary>Where its units are.</summary>
    public LineCounts Counts
    {
        get
        {
            var allocated = Allocated;
            return new(Quantity, allocated, Open - allocated, Shipped, Cancelled);
        }
    }

    /// <summary>
    /// The one site that it is bound to: it may not be split and holds units there. Null when it is free.
    /// </summary>
    public SiteId? BoundTo => !AllowSplit && Allocations.Length > 0 ? Allocations[0].Site : null;

    /// <summary>Its place in the order of the SKU.</summary>
    /// <param name="sortsByDate">Whether the policy's sort keys name the requested date.</param>
    public Rank RankWith(bool sortsByDate) =>
        Rank.Of(PriorityClass, RequestedDate, AcceptedSequence, sortsByDate);

    /// <summary>Units that it holds at a site.</summary>
    public long HeldAt(SiteId site)
    {
        foreach (var held in Allocations)
        {
            if (held.Site == site)
                return held.Units;
        }
        return 0;
    }
}
