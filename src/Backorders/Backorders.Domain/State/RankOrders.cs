namespace Backorders.Domain.State;

/// <summary>From ranks under a policy to those of the stored orders, and back.</summary>
internal static class RankOrders
{
    static ReadOnlySpan<RankOrder> OfUndated => [RankOrder.Undated];

    static ReadOnlySpan<RankOrder> OfDated => [RankOrder.BySequence, RankOrder.ByDate];

    /// <summary>The orders that a line stands in.</summary>
    public static ReadOnlySpan<RankOrder> Of(in DemandLine line) => line.RequestedDate is null ? OfUndated : OfDated;

    /// <summary>A line's rank in an order that it stands in.</summary>
    public static Rank RankIn(this in DemandLine line, RankOrder order) => line.RankWith(order == RankOrder.ByDate);

    /// <summary>
    /// Where a rank under a policy belongs in an order that the policy reads: what ranks worse stands after it, what
    /// ranks better before it.
    /// </summary>
    public static Rank PlaceIn(this Rank rank, RankOrder order) =>
        order == RankOrder.Undated ? rank.AmongUndated() : rank;

    /// <summary>The rank under a policy of an entry of an order that the policy reads.</summary>
    /// <param name="place">The entry's rank as it is stored.</param>
    /// <param name="order">The order.</param>
    /// <param name="sortsByDate">Whether the policy's sort keys name the requested date.</param>
    public static Rank FromPlaceIn(this Rank place, RankOrder order, bool sortsByDate) =>
        sortsByDate && order == RankOrder.Undated ? place.BehindDates() : place;
}
