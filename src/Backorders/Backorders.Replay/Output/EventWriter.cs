using System.Buffers;

namespace Backorders.Replay.Output;

/// <summary>Writes events in the byte form of the allocation specification, sections 1 and 9.</summary>
public static class EventWriter
{
    /// <summary>Appends one event.</summary>
    public static void Write(AllocationEvent stated, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(stated);
        Write(stated, new JsonText(target));
    }

    /// <summary>Appends one event with other numbers for the offsets that it names.</summary>
    public static void Write(AllocationEvent stated, IBufferWriter<byte> target, IOffsetMap offsets)
    {
        ArgumentNullException.ThrowIfNull(stated);
        Write(stated, new JsonText(target, offsets));
    }

    /// <summary>Appends the events of a record as an array.</summary>
    public static void Write(IEnumerable<AllocationEvent> events, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(events);
        var json = new JsonText(target).Open('[');
        foreach (var stated in events)
            Write(stated, json);
        json.Close(']');
    }

    static void Write(AllocationEvent stated, JsonText json)
    {
        var header = stated.Header;
        json.Open('{').EventId("id", header).Member("type", stated.Type).Member("sku", header.Sku.Value)
            .Member("sequence", header.Sequence).Member("logTime", header.LogTime)
            .Member("causationId", header.CausationId)
            .Member("policyScope", header.OwnPolicy ? "sku" : "default")
            .Member("policyVersion", header.PolicyVersion);
        if (stated is LineEvent line)
            LineMembers(line, json.Line(line.Line));
        else
            Members(stated, json);
        json.Close('}');
    }

    static void Members(AllocationEvent stated, JsonText json)
    {
        switch (stated)
        {
            case PolicyChanged e:
                json.Name("policy").Policy(e.Policy);
                break;
            case CommandRejected e:
                json.Member("command", e.Command).Member("reason", e.Reason).Member("field", e.Field)
                    .Member("orderId", e.OrderId).Member("lineId", e.LineId);
                break;
            case StockChanged e:
                StockMembers(e, json);
                break;
            case StockDiscrepancy e:
                json.Member("site", e.Site.Value).Member("cause", e.Cause).Member("reference", e.Reference)
                    .Member("units", e.Units);
                break;
            case SupplyExpected e:
                json.Member("ref", e.Ref).Member("site", e.Site.Value).Member("quantity", e.Quantity)
                    .Member("date", e.Date);
                break;
            case SupplyRescheduled e:
                json.Member("ref", e.Ref).Member("site", e.Site.Value).Member("oldQuantity", e.OldQuantity)
                    .Member("newQuantity", e.NewQuantity).Member("oldDate", e.OldDate).Member("newDate", e.NewDate);
                break;
            case SupplyCancelled e:
                json.Member("ref", e.Ref).Member("site", e.Site.Value).Member("quantity", e.Quantity)
                    .Member("date", e.Date);
                break;
            case SupplyOverdue e:
                json.Member("ref", e.Ref).Member("site", e.Site.Value).Member("quantity", e.Quantity)
                    .Member("date", e.Date);
                break;
            default:
                throw new NotSupportedException($"no form for {stated.Type}");
        }
    }

    static void StockMembers(StockChanged e, JsonText json)
    {
        json.Member("site", e.Site.Value).Member("cause", e.Cause).Member("reference", e.Reference)
            .Member("reason", e.Reason).Member("delta", e.Delta).Member("onHandBefore", e.OnHandBefore)
            .Member("onHandAfter", e.OnHandAfter).Name("supply");
        if (e.Supply is not { } supply)
        {
            json.Value((string?)null);
            return;
        }
        json.Open('{').Member("ref", supply.Ref).Member("known", supply.Known).Member("before", supply.Before)
            .Member("after", supply.After).Member("surplus", supply.Surplus).Close('}');
    }

    static void LineMembers(LineEvent stated, JsonText json)
    {
        switch (stated)
        {
            case DemandAccepted e:
                json.Member("quantity", e.Quantity).Member("priorityClass", e.PriorityClass)
                    .Member("requestedDate", e.RequestedDate).SiteIds("sites", e.Sites)
                    .Member("allowSplit", e.AllowSplit).Member("allowPartial", e.AllowPartial)
                    .Offset("acceptedSequence", e.AcceptedSequence).Rank("rank", e.Rank).Counts(e.Before, e.After);
                break;
            case UnitsAssigned e:
                json.Rank("rank", e.Rank).Member("units", e.Units).Units("sites", e.Sites).Seen(e.Seen)
                    .LineOrNull("ahead", e.Ahead).Counts(e.Before, e.After);
                break;
            case LinePassedOver e:
                json.Rank("rank", e.Rank).Member("needed", e.Needed).Seen(e.Seen).LineOrNull("by", e.By);
                break;
            case LineBackordered e:
                json.Rank("rank", e.Rank).Member("units", e.Units).Seen(e.Seen).LineOrNull("ahead", e.Ahead);
                break;
            case AllocationReleased e:
                json.Member("cause", e.Cause).Member("units", e.Units).Units("sites", e.Sites)
                    .Counts(e.Before, e.After);
                break;
            case AllocationRevoked e:
                json.Rank("rank", e.Rank).Member("cause", e.Cause).Member("site", e.Site.Value)
                    .Member("units", e.Units).Units("sites", e.Sites).Counts(e.Before, e.After);
                break;
            case DemandAmended e:
                json.Member("oldPriorityClass", e.OldPriorityClass).Member("newPriorityClass", e.NewPriorityClass)
                    .Member("oldRequestedDate", e.OldRequestedDate).Member("newRequestedDate", e.NewRequestedDate)
                    .Rank("oldRank", e.OldRank).Rank("newRank", e.NewRank).Counts(e.Before, e.After);
                break;
            case ShipmentRecorded e:
                json.Member("site", e.Site.Value).Member("units", e.Units).Member("unplanned", e.Unplanned)
                    .Member("onHandBefore", e.OnHandBefore).Member("onHandAfter", e.OnHandAfter)
                    .Counts(e.Before, e.After);
                break;
            case UnmatchedShipment e:
                json.Member("site", e.Site.Value).Member("units", e.Units).Member("onHandBefore", e.OnHandBefore)
                    .Member("onHandAfter", e.OnHandAfter);
                break;
            default:
                CancellationAndPromiseMembers(stated, json);
                break;
        }
    }

    static void CancellationAndPromiseMembers(LineEvent stated, JsonText json)
    {
        switch (stated)
        {
            case DemandCancelled e:
                json.Member("units", e.Units).Member("excess", e.Excess).Member("reason", e.Reason)
                    .Member("cancellationEventId", e.CancellationEventId).Offset("pendedOffset", e.PendedOffset)
                    .Counts(e.Before, e.After);
                break;
            case CancellationPended e:
                json.Member("quantity", e.Quantity).Member("reason", e.Reason)
                    .Offset("pendedOffset", e.PendedOffset).Member("expiresAt", e.ExpiresAt);
                break;
            case UnmatchedCancellation e:
                json.Member("quantity", e.Quantity).Member("reason", e.Reason)
                    .Member("cancellationEventId", e.CancellationEventId).Offset("pendedOffset", e.PendedOffset)
                    .Member("cause", e.Cause);
                break;
            case PromiseSet e:
                json.Rank("rank", e.Rank).Member("date", e.Date).Member("cause", e.Cause);
                break;
            case PromiseChanged e:
                json.Rank("rank", e.Rank).Member("old", e.Old).Member("new", e.New).Member("cause", e.Cause);
                break;
            case PromiseWithdrawn e:
                json.Rank("rank", e.Rank).Member("old", e.Old).Member("cause", e.Cause);
                break;
            case PromiseBroken e:
                json.Rank("rank", e.Rank).Member("date", e.Date).Member("cause", e.Cause);
                break;
            default:
                throw new NotSupportedException($"no form for {stated.Type}");
        }
    }
}
