namespace Backorders.Domain.Orders;

/// <summary>An event about one line.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
public abstract record LineEvent(EventHeader Header, OrderLineId Line) : AllocationEvent(Header);

/// <summary>A line entered the order of its SKU.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="PriorityClass">0 (best) to 99.</param>
/// <param name="RequestedDate">The day the customer asked for.</param>
/// <param name="Sites">Its own sites; empty when it follows the policy.</param>
/// <param name="AllowSplit">May be served from several sites.</param>
/// <param name="AllowPartial">May be served in parts.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Before">All zero.</param>
/// <param name="After">All of it waits.</param>
public sealed record DemandAccepted(
    EventHeader Header, OrderLineId Line, int PriorityClass, DateOnly? RequestedDate, ImmutableArray<SiteId> Sites,
    bool AllowSplit, bool AllowPartial, Rank Rank, LineCounts Before, LineCounts After) : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(DemandAccepted);

    /// <summary>Units ordered.</summary>
    public long Quantity => After.Quantity;

    /// <summary>The offset of its PlaceDemand.</summary>
    public long AcceptedSequence => Rank.AcceptedSequence;
}

/// <summary>A line got units.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Units">How many.</param>
/// <param name="Sites">From where, in the order taken.</param>
/// <param name="Seen">What was free at its eligible sites.</param>
/// <param name="Ahead">The next better-ranked line that still waits.</param>
/// <param name="Before">Counts before.</param>
/// <param name="After">Counts after.</param>
public abstract record UnitsAssigned(
    EventHeader Header, OrderLineId Line, Rank Rank, long Units, ImmutableArray<SiteUnits> Sites,
    ImmutableArray<SiteFree> Seen, OrderLineId? Ahead, LineCounts Before, LineCounts After) : LineEvent(Header, Line);

/// <inheritdoc cref="UnitsAssigned"/>
/// <remarks>In the command that placed the line.</remarks>
public sealed record LineAllocated(
    EventHeader Header, OrderLineId Line, Rank Rank, long Units, ImmutableArray<SiteUnits> Sites,
    ImmutableArray<SiteFree> Seen, OrderLineId? Ahead, LineCounts Before, LineCounts After)
    : UnitsAssigned(Header, Line, Rank, Units, Sites, Seen, Ahead, Before, After)
{
    /// <inheritdoc/>
    public override string Type => nameof(LineAllocated);
}

/// <inheritdoc cref="UnitsAssigned"/>
/// <remarks>In a later command than the one that placed the line.</remarks>
public sealed record BackorderFilled(
    EventHeader Header, OrderLineId Line, Rank Rank, long Units, ImmutableArray<SiteUnits> Sites,
    ImmutableArray<SiteFree> Seen, OrderLineId? Ahead, LineCounts Before, LineCounts After)
    : UnitsAssigned(Header, Line, Rank, Units, Sites, Seen, Ahead, Before, After)
{
    /// <inheritdoc/>
    public override string Type => nameof(BackorderFilled);
}

/// <summary>
/// A worse-ranked line got units from a site that this one could have used, had it taken a partial fill.
/// </summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Needed">All that it waits for.</param>
/// <param name="Seen">What was free at its turn.</param>
/// <param name="By">The first line that got such units.</param>
public sealed record LinePassedOver(
    EventHeader Header, OrderLineId Line, Rank Rank, long Needed, ImmutableArray<SiteFree> Seen, OrderLineId By)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(LinePassedOver);
}

/// <summary>A line that was just placed waits.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Units">What it waits for.</param>
/// <param name="Seen">What is free after the fills.</param>
/// <param name="Ahead">The next better-ranked line that waits.</param>
public sealed record LineBackordered(
    EventHeader Header, OrderLineId Line, Rank Rank, long Units, ImmutableArray<SiteFree> Seen, OrderLineId? Ahead)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(LineBackordered);
}

/// <summary>A line gave units back by its own doing.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Cause">demand_amended, demand_cancelled or shipped_elsewhere.</param>
/// <param name="Units">How many.</param>
/// <param name="Sites">From where, in the order given up.</param>
/// <param name="Before">Counts before.</param>
/// <param name="After">Counts after.</param>
public sealed record AllocationReleased(
    EventHeader Header, OrderLineId Line, string Cause, long Units, ImmutableArray<SiteUnits> Sites, LineCounts Before,
    LineCounts After) : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(AllocationReleased);
}

/// <summary>Stock was lost that this line held; it waits again at its rank.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Rank">Its place in the order.</param>
/// <param name="Cause">stock_adjusted or shipped_unplanned.</param>
/// <param name="Site">Where stock was lost.</param>
/// <param name="Units">How many units it lost at all sites.</param>
/// <param name="Sites">From where, in the order of its allocations.</param>
/// <param name="Before">Counts before.</param>
/// <param name="After">Counts after.</param>
public sealed record AllocationRevoked(
    EventHeader Header, OrderLineId Line, Rank Rank, string Cause, SiteId Site, long Units,
    ImmutableArray<SiteUnits> Sites, LineCounts Before, LineCounts After) : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(AllocationRevoked);
}

/// <summary>Open units were given up.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Units">How many.</param>
/// <param name="Excess">What was asked for beyond what was open.</param>
/// <param name="Reason">Why.</param>
/// <param name="CancellationEventId">The event id of the CancelDemand.</param>
/// <param name="PendedOffset">The offset of the CancelDemand when it came before its line.</param>
/// <param name="Before">Counts before.</param>
/// <param name="After">Counts after.</param>
public sealed record DemandCancelled(
    EventHeader Header, OrderLineId Line, long Units, long Excess, string Reason, string? CancellationEventId,
    long? PendedOffset, LineCounts Before, LineCounts After) : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(DemandCancelled);
}

/// <summary>The quantity, class or date of a line changed.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="OldPriorityClass">The class before.</param>
/// <param name="NewPriorityClass">The class now.</param>
/// <param name="OldRequestedDate">The date before.</param>
/// <param name="NewRequestedDate">The date now.</param>
/// <param name="OldRank">Its place before.</param>
/// <param name="NewRank">Its place now.</param>
/// <param name="Before">Counts before.</param>
/// <param name="After">Counts after.</param>
public sealed record DemandAmended(
    EventHeader Header, OrderLineId Line, int OldPriorityClass, int NewPriorityClass, DateOnly? OldRequestedDate,
    DateOnly? NewRequestedDate, Rank OldRank, Rank NewRank, LineCounts Before, LineCounts After)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(DemandAmended);
}

/// <summary>Goods left for a line.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Site">Where they left.</param>
/// <param name="Units">How many.</param>
/// <param name="Unplanned">How many of them the line did not hold there.</param>
/// <param name="OnHandBefore">The site's stock before.</param>
/// <param name="OnHandAfter">The site's stock after.</param>
/// <param name="Before">Counts before.</param>
/// <param name="After">Counts after.</param>
public sealed record ShipmentRecorded(
    EventHeader Header, OrderLineId Line, SiteId Site, long Units, long Unplanned, long OnHandBefore, long OnHandAfter,
    LineCounts Before, LineCounts After) : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(ShipmentRecorded);
}

/// <summary>Goods left that no open line stands for.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line that the command named.</param>
/// <param name="Site">Where they left.</param>
/// <param name="Units">How many.</param>
/// <param name="OnHandBefore">The site's stock before.</param>
/// <param name="OnHandAfter">The site's stock after.</param>
public sealed record UnmatchedShipment(
    EventHeader Header, OrderLineId Line, SiteId Site, long Units, long OnHandBefore, long OnHandAfter)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(UnmatchedShipment);
}

/// <summary>A cancellation came before its line and waits for it.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Units; null for all.</param>
/// <param name="Reason">Why.</param>
/// <param name="PendedOffset">The offset of the CancelDemand.</param>
/// <param name="ExpiresAt">The log time in ms from which it is unmatched.</param>
public sealed record CancellationPended(
    EventHeader Header, OrderLineId Line, long? Quantity, string Reason, long PendedOffset, long ExpiresAt)
    : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(CancellationPended);
}

/// <summary>A pending cancellation found no line in time, or nothing open.</summary>
/// <param name="Header">What every event carries.</param>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Units; null for all.</param>
/// <param name="Reason">Why it was asked for.</param>
/// <param name="CancellationEventId">The event id of the CancelDemand.</param>
/// <param name="PendedOffset">The offset of the CancelDemand.</param>
/// <param name="Cause">expired or nothing_open.</param>
public sealed record UnmatchedCancellation(
    EventHeader Header, OrderLineId Line, long? Quantity, string Reason, string CancellationEventId, long PendedOffset,
    string Cause) : LineEvent(Header, Line)
{
    /// <inheritdoc/>
    public override string Type => nameof(UnmatchedCancellation);
}
