namespace Backorders.Domain.Allocation;

/// <summary>The members of each command and their types, in the order in which they are checked.</summary>
internal static class CommandShape
{
    /// <summary>The first failure, or null when the command may be decided.</summary>
    public static Rejection? Check(AllocationCommand command) => command switch
    {
        PlaceDemand place => Check(place),
        AmendDemand amend => Check(amend),
        CancelDemand cancel => Check(cancel),
        ConfirmShipment ship => Check(ship),
        ReceiveStock receive => Check(receive),
        AdjustStock adjust => Check(adjust),
        ExpectSupply expect => Check(expect),
        RescheduleSupply reschedule => Check(reschedule),
        CancelSupply cancel => Check(cancel),
        SetPolicy policy => Check(policy),
        _ => new Rejection(RejectionReason.UnknownCommand, "type"),
    };

    static Rejection? Check(PlaceDemand command)
    {
        var check = OfLine(command);
        check.Units("quantity", command.Quantity);
        check.Range("priorityClass", command.PriorityClass, 0, 99, RejectionReason.InvalidPriorityClass);
        check.Date("requestedDate", command.RequestedDate, required: false);
        check.DistinctIds("sites", command.Sites, RejectionReason.InvalidSites);
        check.Flag("allowSplit");
        check.Flag("allowPartial");
        return check.Failure;
    }

    static Rejection? Check(AmendDemand command)
    {
        var check = OfLine(command);
        check.OptionalUnits("quantity", command.Quantity);
        check.Range("priorityClass", command.PriorityClass, 0, 99, RejectionReason.InvalidPriorityClass);
        check.Date("requestedDate", command.RequestedDate, required: false);
        check.Require(
            "clearRequestedDate", command.ClearRequestedDate != true || command.RequestedDate is null,
            RejectionReason.InvalidFlag);
        return check.Failure;
    }

    static Rejection? Check(CancelDemand command)
    {
        var check = OfLine(command);
        check.OptionalUnits("quantity", command.Quantity);
        check.OptionalId("reason", command.Reason, RejectionReason.InvalidReason);
        return check.Failure;
    }

    static Rejection? Check(ConfirmShipment command)
    {
        var check = OfLine(command);
        check.Id("site", command.Site);
        check.Units("quantity", command.Quantity);
        return check.Failure;
    }

    static Rejection? Check(ReceiveStock command)
    {
        var check = new ShapeCheck(command);
        check.Id("receiptId", command.ReceiptId);
        check.Id("site", command.Site);
        check.Units("quantity", command.Quantity);
        check.OptionalId("supplyRef", command.SupplyRef);
        return check.Failure;
    }

    static Rejection? Check(AdjustStock command)
    {
        var check = new ShapeCheck(command);
        check.Id("adjustmentId", command.AdjustmentId);
        check.Id("site", command.Site);
        var hasDelta = command.Delta is not null || check.IsFaulty("delta");
        var hasCount = command.Count is not null || check.IsFaulty("count");
        if (hasDelta == hasCount)
            check.Fail(RejectionReason.DeltaOrCountRequired, "delta");
        else if (hasDelta)
        {
            check.Require("delta", command.Delta != 0, RejectionReason.DeltaZero);
            check.Require("delta", command.Delta != long.MinValue, RejectionReason.QuantityOverflow);
        }
        else
        {
            check.Range("count", command.Count, 0, long.MaxValue, RejectionReason.CountNegative);
            check.Range("bookOnHand", command.BookOnHand, 0, long.MaxValue, RejectionReason.CountNegative);
        }
        check.Require(
            "reason", command.Reason is null or "damage" or "found" or "count" or "return" or "other",
            RejectionReason.InvalidReason);
        return check.Failure;
    }

    static Rejection? Check(ExpectSupply command)
    {
        var check = new ShapeCheck(command);
        check.Id("ref", command.Ref);
        check.Id("site", command.Site);
        check.Units("quantity", command.Quantity);
        check.Date("date", command.Date, required: true);
        return check.Failure;
    }

    static Rejection? Check(RescheduleSupply command)
    {
        var check = new ShapeCheck(command);
        check.Id("ref", command.Ref);
        check.OptionalUnits("quantity", command.Quantity);
        check.Date("date", command.Date, required: false);
        return check.Failure;
    }

    static Rejection? Check(CancelSupply command)
    {
        var check = new ShapeCheck(command);
        check.Id("ref", command.Ref);
        return check.Failure;
    }

    static Rejection? Check(SetPolicy command)
    {
        const string Invalid = RejectionReason.InvalidPolicy;
        var check = new ShapeCheck(command);
        check.Require("version", command.Version is >= 1, Invalid);
        check.DistinctIds("siteOrder", command.SiteOrder, Invalid);
        check.Require("safetyStock", HasValidSafetyStock(command), Invalid);
        check.Require("fillMode", command.FillMode is null or "skip" or "strict", Invalid);
        check.Require(
            "sortKeys", command.SortKeys.IsDefaultOrEmpty || command.SortKeys is ["requestedDate"], Invalid);
        check.Range("cancellationTtlMs", command.CancellationTtlMs, 0, AllocationPolicy.MaxDurationMs, Invalid);
        check.Range("dedupWindowMs", command.DedupWindowMs, 0, AllocationPolicy.MaxDurationMs, Invalid);
        check.Range(
            "closedLineRetentionMs", command.ClosedLineRetentionMs, 0, AllocationPolicy.MaxDurationMs, Invalid);
        return check.Failure;
    }

    static bool HasValidSafetyStock(SetPolicy command)
    {
        if (command.SafetyStock.IsDefaultOrEmpty)
            return true;
        HashSet<string> rest = new(
            command.SiteOrder.IsDefault ? [] : command.SiteOrder, StringComparer.Ordinal);
        foreach (var (site, units) in command.SafetyStock)
        {
            if (site is null || units is not >= 0 || !rest.Remove(site))
                return false;
        }
        return true;
    }

    static ShapeCheck OfLine(AllocationCommand command)
    {
        var check = new ShapeCheck(command);
        check.Id("orderId", command.OrderId);
        check.Id("lineId", command.LineId);
        return check;
    }
}
