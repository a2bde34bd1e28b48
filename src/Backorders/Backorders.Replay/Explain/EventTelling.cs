namespace Backorders.Replay.Explain;

/// <summary>Puts events into words.</summary>
internal static class EventTelling
{
    public static ToldEvent Tell(AllocationEvent stated)
    {
        var header = stated.Header;
        return new(
            PositionText.Of(header.Position), PositionText.OfTime(header.LogTime), stated.Type, header.PolicyVersion,
            Text(stated));
    }

    static string Text(AllocationEvent stated) => stated switch
    {
        DemandAccepted e => FormattableString.Invariant(
            $"{e.Line} accepted: {e.Quantity} units, class {e.PriorityClass}, ")
                + $"rank {PositionText.OfRank(e.Rank)}{Requested(e.RequestedDate)}",
        UnitsAssigned e => FormattableString.Invariant(
            $"{e.Line} got {e.Units} units from {Sites(e.Sites)}; {Seen(e.Seen)}{Ahead(e.Ahead)}"),
        LinePassedOver e => FormattableString.Invariant(
            $"{e.Line} was passed over by {e.By}: it needed {e.Needed} at once; {Seen(e.Seen)}"),
        LineBackordered e => FormattableString.Invariant(
            $"{e.Line} waits for {e.Units} units at rank {PositionText.OfRank(e.Rank)}; ")
                + $"{Seen(e.Seen)}{Ahead(e.Ahead)}",
        AllocationReleased e => $"{e.Line} gave back {e.Units} units at {Sites(e.Sites)}: {e.Cause}",
        AllocationRevoked e => $"{e.Units} units of {e.Line} were revoked at {Sites(e.Sites)}: {e.Cause} at {e.Site}",
        DemandCancelled e =>
            $"{e.Units} units of {e.Line} cancelled: {e.Reason}{Excess(e.Excess)}{Pended(e.PendedOffset)}",
        DemandAmended e => FormattableString.Invariant(
            $"{e.Line} amended: quantity {e.Before.Quantity} to {e.After.Quantity}, ")
                + $"rank {PositionText.OfRank(e.OldRank)} to {PositionText.OfRank(e.NewRank)}",
        ShipmentRecorded e =>
            $"{e.Units} units shipped from {e.Site} for {e.Line}, {e.Unplanned} of them not held there",
        UnmatchedShipment e => $"{e.Units} units left {e.Site} for {e.Line}, which no open line stands for",
        CancellationPended e =>
            $"cancellation of {e.Line} held until its order comes, at most until {PositionText.OfTime(e.ExpiresAt)}",
        UnmatchedCancellation e => $"cancellation of {e.Line} matched nothing: {e.Cause}",
        PromiseSet e => $"{e.Line} promised for {PositionText.OfDate(e.Date)}: {e.Cause}",
        PromiseChanged e =>
            $"promise of {e.Line} moved from {PositionText.OfDate(e.Old)} to {PositionText.OfDate(e.New)}: {e.Cause}",
        PromiseWithdrawn e => $"promise of {e.Line} for {PositionText.OfDate(e.Old)} withdrawn: {e.Cause}",
        PromiseBroken e => $"promise of {e.Line} for {PositionText.OfDate(e.Date)} broken: {e.Cause}",
        _ => StockText(stated),
    };

    static string StockText(AllocationEvent stated) => stated switch
    {
        StockChanged e => FormattableString.Invariant(
            $"{e.Cause} {e.Reference} at {e.Site}: on hand {e.OnHandBefore} to {e.OnHandAfter}{Of(e.Supply)}"),
        StockDiscrepancy e => $"{e.Units} units missing at {e.Site}: {e.Cause} of {e.Reference}",
        SupplyExpected e =>
            $"supply {e.Ref} of {e.Quantity} units expected at {e.Site} on {PositionText.OfDate(e.Date)}",
        SupplyRescheduled e =>
            $"supply {e.Ref}: {e.OldQuantity} on {PositionText.OfDate(e.OldDate)} "
                + $"to {e.NewQuantity} on {PositionText.OfDate(e.NewDate)}",
        SupplyCancelled e => $"supply {e.Ref} of {e.Quantity} units cancelled",
        SupplyOverdue e => $"supply {e.Ref} of {e.Quantity} units is overdue since {PositionText.OfDate(e.Date)}",
        PolicyChanged e => FormattableString.Invariant($"policy version {e.Policy.Version} in force"),
        CommandRejected e =>
            $"{e.Command ?? "a command"} rejected: {e.Reason}{(e.Field is null ? "" : $" ({e.Field})")}",
        _ => stated.Type,
    };

    static string Sites(ImmutableArray<SiteUnits> sites) =>
        string.Join(", ", sites.Select(one => FormattableString.Invariant($"{one.Site} {one.Units}")));

    static string Seen(ImmutableArray<SiteFree> seen) => seen.IsEmpty
        ? "no site may serve it"
        : "free " + string.Join(", ", seen.Select(one => FormattableString.Invariant($"{one.Site} {one.Free}")));

    static string Ahead(OrderLineId? ahead) => ahead is { } line ? $"; {line} waits ahead" : "";

    static string Requested(DateOnly? date) => date is null ? "" : $", asked for {PositionText.OfDate(date)}";

    static string Excess(long units) => units == 0 ? "" : FormattableString.Invariant($", {units} more than were open");

    static string Pended(long? offset) => offset is null ? "" : ", the cancellation came before the order";

    static string Of(SupplyReceived? supply) => supply switch
    {
        null => "",
        { Known: false } => $", of supply {supply.Ref} that nobody expected",
        _ => FormattableString.Invariant($", of supply {supply.Ref}, {supply.After} still expected"),
    };
}
