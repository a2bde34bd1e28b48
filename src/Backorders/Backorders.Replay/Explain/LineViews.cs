namespace Backorders.Replay.Explain;

/// <summary>The lines of one order, explained.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="At">Until where the log was read; null for its end.</param>
/// <param name="Lines">By SKU, then line.</param>
public sealed record OrderExplanation(string OrderId, string? At, IReadOnlyList<LineExplanation> Lines);

/// <summary>One line, explained from the log.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="Status">waiting, allocated, closed or unknown (it was never accepted).</param>
/// <param name="Answer">Why it stands where it stands, in a sentence.</param>
/// <param name="Counts">Where its units are.</param>
/// <param name="Promise">The day by which expected supply covers it.</param>
/// <param name="Then">Its place right after it was accepted.</param>
/// <param name="Now">Its place at the point in question; null when it does not wait.</param>
/// <param name="Promises">How its promise moved, and why.</param>
/// <param name="Units">Its units from receipt to shipment.</param>
/// <param name="Events">Everything that was said about it.</param>
public sealed record LineExplanation(
    string LineId, string Sku, string Status, string Answer, LineCounts Counts, string? Promise, QueuePlace? Then,
    QueuePlace? Now, IReadOnlyList<PromiseMove> Promises, IReadOnlyList<UnitTrail> Units,
    IReadOnlyList<ToldEvent> Events);

/// <summary>A line's place among those that wait.</summary>
/// <param name="Position">The record after which this holds; null for the point in question.</param>
/// <param name="Time">Log time.</param>
/// <param name="Rank">The rank as the policy in force has it.</param>
/// <param name="PolicyScope">sku or default.</param>
/// <param name="PolicyVersion">The version in force.</param>
/// <param name="Sites">The units seen at each site that may serve it.</param>
/// <param name="Ahead">How many better-ranked lines wait.</param>
/// <param name="AheadUnits">Units that they wait for.</param>
/// <param name="FirstAhead">The best five of them.</param>
public sealed record QueuePlace(
    string? Position, string Time, string Rank, string PolicyScope, long PolicyVersion, IReadOnlyList<SiteView> Sites,
    int Ahead, long AheadUnits, IReadOnlyList<WaitingView> FirstAhead);

/// <summary>A site, as a decision sees it.</summary>
/// <param name="Site">The site.</param>
/// <param name="OnHand">Units on the books.</param>
/// <param name="Allocated">Units that lines hold.</param>
/// <param name="SafetyStock">Units that are never given away.</param>
/// <param name="Free">Units that may be given away.</param>
public sealed record SiteView(string Site, long OnHand, long Allocated, long SafetyStock, long Free);

/// <summary>A line that waits.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="LineId">The line.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Units">Units that it waits for.</param>
public sealed record WaitingView(string OrderId, string LineId, string Rank, long Units);

/// <summary>A change of a promise.</summary>
/// <param name="Position">The record.</param>
/// <param name="Time">Log time.</param>
/// <param name="From">The day before; null for none.</param>
/// <param name="To">The day after; null for none.</param>
/// <param name="Cause">What moved it.</param>
public sealed record PromiseMove(string Position, string Time, string? From, string? To, string Cause);

/// <summary>An event in words.</summary>
/// <param name="Position">The record.</param>
/// <param name="Time">Log time.</param>
/// <param name="Type">The event's type.</param>
/// <param name="PolicyVersion">The version of the policy in force.</param>
/// <param name="Text">What happened.</param>
public sealed record ToldEvent(string Position, string Time, string Type, long PolicyVersion, string Text);
