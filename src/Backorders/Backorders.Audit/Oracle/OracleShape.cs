using System.Text;

namespace Backorders.Audit.Oracle;

/// <summary>Section 4 of the specification: the first thing wrong with the shape of a command.</summary>
internal static class OracleShape
{
    const string Pair = "delta|count";

    static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    public static (string Reason, string Field)? FirstFault(AllocationCommand command)
    {
        foreach (var (member, fault) in Members(command))
        {
            var noted = command.Faults.IsDefault
                ? null
                : command.Faults.Where(one => one.Member == member).Select(one => one.Reason).FirstOrDefault();
            if ((noted ?? fault) is { } reason)
                return (reason, member == Pair ? "delta" : member);
        }
        return null;
    }

    public static bool IsId(string? text)
    {
        if (text is null)
            return false;
        try
        {
            // Bytes below 0x80 are characters of their own in UTF-8, and bytes of no other.
            return s_utf8.GetByteCount(text) is >= 1 and <= 128 && !text.AsSpan().ContainsAnyInRange('\0', '\x1F')
                && !text.Contains('\x7F', StringComparison.Ordinal);
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    // Each member in the order of the specification with what is wrong with its typed value, if anything.
    static IEnumerable<(string Member, string? Fault)> Members(AllocationCommand command) => command switch
    {
        PlaceDemand c => [
            ("orderId", Id(c.OrderId)), ("lineId", Id(c.LineId)), ("quantity", Units(c.Quantity)),
            ("priorityClass", Class(c.PriorityClass)), ("requestedDate", Date(c.RequestedDate)),
            ("sites", Distinct(c.Sites) ? null : "invalid_sites"), ("allowSplit", null), ("allowPartial", null)],
        AmendDemand c => [
            ("orderId", Id(c.OrderId)), ("lineId", Id(c.LineId)),
            ("quantity", c.Quantity is null ? null : Units(c.Quantity)), ("priorityClass", Class(c.PriorityClass)),
            ("requestedDate", Date(c.RequestedDate)),
            ("clearRequestedDate", c is { ClearRequestedDate: true, RequestedDate: not null } ? "invalid_flag" : null)],
        CancelDemand c => [
            ("orderId", Id(c.OrderId)), ("lineId", Id(c.LineId)),
            ("quantity", c.Quantity is null ? null : Units(c.Quantity)),
            ("reason", c.Reason is null || IsId(c.Reason) ? null : "invalid_reason")],
        ConfirmShipment c => [
            ("orderId", Id(c.OrderId)), ("lineId", Id(c.LineId)), ("site", Id(c.Site)),
            ("quantity", Units(c.Quantity))],
        ReceiveStock c => [
            ("receiptId", Id(c.ReceiptId)), ("site", Id(c.Site)), ("quantity", Units(c.Quantity)),
            ("supplyRef", c.SupplyRef is null ? null : Id(c.SupplyRef))],
        AdjustStock c => Adjustment(c),
        ExpectSupply c => [
            ("ref", Id(c.Ref)), ("site", Id(c.Site)), ("quantity", Units(c.Quantity)),
            ("date", c.Date is null ? "invalid_date" : Date(c.Date))],
        RescheduleSupply c => [
            ("ref", Id(c.Ref)), ("quantity", c.Quantity is null ? null : Units(c.Quantity)), ("date", Date(c.Date))],
        CancelSupply c => [("ref", Id(c.Ref))],
        SetPolicy c => Policy(c),
        _ => [("type", "unknown_command")],
    };

    static List<(string Member, string? Fault)> Adjustment(AdjustStock c)
    {
        bool Sent(string member, long? value) =>
            value is not null || !c.Faults.IsDefault && c.Faults.Any(fault => fault.Member == member);
        List<(string, string?)> members = [("adjustmentId", Id(c.AdjustmentId)), ("site", Id(c.Site))];
        var delta = Sent("delta", c.Delta);
        var count = Sent("count", c.Count);
        if (delta == count)
        {
            // Said of the pair, whatever is wrong with either.
            members.Add((Pair, "delta_or_count_required"));
        }
        else if (delta)
        {
            members.Add(("delta", c.Delta switch
            {
                0 => "delta_zero",
                long.MinValue => "quantity_overflow",
                _ => null,
            }));
        }
        else
        {
            members.Add(("count", c.Count < 0 ? "count_negative" : null));
            members.Add(("bookOnHand", c.BookOnHand < 0 ? "count_negative" : null));
        }
        members.Add(("reason", c.Reason is null or "damage" or "found" or "count" or "return" or "other"
            ? null
            : "invalid_reason"));
        return members;
    }

    static List<(string Member, string? Fault)> Policy(SetPolicy c)
    {
        static string? Bad(bool bad) => bad ? "invalid_policy" : null;
        static bool Duration(long? ms) => ms is < 0 or > 10_000_000_000_000;
        var safety = c.SafetyStock.IsDefault ? [] : c.SafetyStock;
        var order = c.SiteOrder.IsDefault ? [] : c.SiteOrder;
        var safetyIsBad = safety.Any(entry => entry.Site is null || entry.Units is null or < 0
            || !order.Any(site => site == entry.Site))
            || safety.DistinctBy(entry => entry.Site, StringComparer.Ordinal).Count() < safety.Length;
        return
        [
            ("version", Bad(c.Version is null or < 1)), ("siteOrder", Bad(!Distinct(c.SiteOrder))),
            ("safetyStock", Bad(safetyIsBad)), ("fillMode", Bad(c.FillMode is not (null or "skip" or "strict"))),
            ("sortKeys", Bad(!(c.SortKeys.IsDefaultOrEmpty || c.SortKeys is ["requestedDate"]))),
            ("cancellationTtlMs", Bad(Duration(c.CancellationTtlMs))),
            ("dedupWindowMs", Bad(Duration(c.DedupWindowMs))),
            ("closedLineRetentionMs", Bad(Duration(c.ClosedLineRetentionMs))),
        ];
    }

    static string? Id(string? text) => IsId(text) ? null : "invalid_id";

    static string? Units(long? value) => value switch
    {
        null => "quantity_not_whole",
        <= 0 => "quantity_not_positive",
        _ => null,
    };

    static string? Class(long? value) => value is < 0 or > 99 ? "invalid_priority_class" : null;

    static string? Date(DateOnly? value) => value < new DateOnly(1970, 1, 1) ? "invalid_date" : null;

    static bool Distinct(ImmutableArray<string> ids) =>
        ids.IsDefault || ids.All(IsId) && ids.Distinct(StringComparer.Ordinal).Count() == ids.Length;
}
