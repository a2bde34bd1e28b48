using System.Buffers;
using Backorders.Domain.Snapshots;

namespace Backorders.Replay.Output;

/// <summary>Writes snapshots in the byte form of the allocation specification, sections 1 and 10.</summary>
public static class SnapshotWriter
{
    /// <summary>Appends a snapshot.</summary>
    public static void Write(AllocationSnapshot snapshot, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var json = new JsonText(target).Open('{').Name("partitions").Open('[');
        foreach (var partition in snapshot.Partitions)
        {
            json.Open('{').Member("partition", partition.Partition).Member("logTime", partition.LogTime)
                .Member("sequence", partition.Sequence).Member("policyVersion", partition.PolicyVersion).Close('}');
        }
        json.Close(']').Name("skus").Open('[');
        foreach (var sku in snapshot.Skus)
            Sku(sku, json);
        json.Close(']').Close('}');
    }

    static void Sku(SkuSnapshot sku, JsonText json)
    {
        json.Open('{').Member("sku", sku.Sku.Value).Member("partition", sku.Partition)
            .Member("sequence", sku.Sequence).Member("policyScope", sku.OwnPolicy ? "sku" : "default")
            .Member("policyVersion", sku.Policy.Version).Name("sites").Open('[');
        foreach (var stock in sku.Sites)
        {
            var safety = sku.Policy.SafetyStockAt(stock.Site);
            json.Open('{').Member("site", stock.Site.Value).Member("onHand", stock.OnHand)
                .Member("allocated", stock.Allocated).Member("safetyStock", safety)
                .Member("free", Math.Max(0, stock.OnHand - stock.Allocated - safety)).Close('}');
        }
        json.Close(']').Name("lines").Open('[');
        foreach (var line in sku.Lines)
            Line(line, sku.Policy.SortsByRequestedDate, json);
        json.Close(']').Name("pendingCancellations").Open('[');
        foreach (var pending in sku.PendingCancellations)
        {
            json.Open('{').Line(pending.Line).Member("quantity", pending.Quantity).Member("reason", pending.Reason)
                .Member("cancellationEventId", pending.CancellationEventId)
                .Member("pendedOffset", pending.PendedOffset).Member("expiresAt", pending.ExpiresAt).Close('}');
        }
        json.Close(']').Name("supplies").Open('[');
        foreach (var supply in sku.Supplies)
        {
            json.Open('{').Member("ref", supply.Ref).Member("site", supply.Site.Value)
                .Member("quantity", supply.Quantity).Member("date", supply.Date).Member("overdue", supply.Overdue)
                .Close('}');
        }
        json.Close(']').Close('}');
    }

    static void Line(DemandLine line, bool sortsByDate, JsonText json) => json
        .Open('{').Line(line.Id).Rank("rank", line.RankWith(sortsByDate))
        .Member("status", line.Open == 0 ? "closed" : "open").Counts(line.Counts)
        .Units("allocations", line.Allocations).Member("promise", line.Promise)
        .Member("priorityClass", line.PriorityClass).Member("requestedDate", line.RequestedDate)
        .Member("acceptedSequence", line.AcceptedSequence).SiteIds("sites", line.Sites)
        .Member("allowSplit", line.AllowSplit).Member("allowPartial", line.AllowPartial)
        .Member("forgetAt", line.ForgetAt).Close('}');
}
