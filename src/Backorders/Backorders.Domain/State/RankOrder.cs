namespace Backorders.Domain.State;

/// <summary>
/// The orders in which lines are stored. Each order of a policy is two of them merged, so a policy that changes the
/// sort keys leaves all entries where they are. A line without a requested date stands in one of them, one with a date
/// in two.
/// </summary>
/// <remarks>The numbers are part of stored keys.</remarks>
public enum RankOrder : byte
{
    /// <summary>
    /// Lines without a requested date, by (class, accepted sequence): their order among each other under any policy.
    /// The ranks of its entries have no date.
    /// </summary>
    Undated = 0,

    /// <summary>Lines with a requested date, by (class, accepted sequence). The ranks have no date.</summary>
    BySequence = 1,

    /// <summary>Lines with a requested date, by (class, requested date, accepted sequence).</summary>
    ByDate = 2,
}
