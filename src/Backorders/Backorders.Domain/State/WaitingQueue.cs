namespace Backorders.Domain.State;

/// <summary>Which of a SKU's waiting lines. Under a policy each kind is one queue in rank order.</summary>
public enum WaitingQueueKind : byte
{
    /// <summary>Every waiting line.</summary>
    All = 0,

    /// <summary>Those that take no partial fill.</summary>
    Whole = 1,

    /// <summary>Those that take partial fills and follow the policy's site order.</summary>
    PolicyPartial = 2,

    /// <summary>Those that take no partial fill and follow the policy's site order.</summary>
    PolicyWhole = 3,

    /// <summary>Those that take partial fills and name a site, or are bound to it.</summary>
    SitePartial = 4,

    /// <summary>Those that take no partial fill and name a site, or are bound to it.</summary>
    SiteWhole = 5,
}

/// <summary>A stored queue of a SKU's waiting lines: those of a kind that stand in an order.</summary>
/// <param name="Kind">Which lines.</param>
/// <param name="Site">The site of the two kinds that have one; else default.</param>
/// <param name="Order">In which order.</param>
public readonly record struct WaitingQueue(
    WaitingQueueKind Kind, SiteId Site = default, RankOrder Order = RankOrder.Undated)
{
    /// <summary>Every waiting line without a requested date.</summary>
    public static WaitingQueue All { get; } = new(WaitingQueueKind.All);
}
