using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.Contracts;

namespace Backorders.CdcBridge.Commands;

/// <summary>Writes what happened to an order line.</summary>
static class DemandWriter
{
    /// <summary>The priority class of orders that have none, as in intake.</summary>
    const int UsualPriority = 50;

    public static void Write(CommandBatch batch, CommandRule? rule, Contribution? before, Contribution? after)
    {
        if (after is null)
        {
            Remove(batch, before!);
            return;
        }
        if (before is null || (before.Quantity == 0 && after.Quantity > 0))
            Place(batch, rule, after);
        else
            Amend(batch, before, after);
        var shipped = after.Shipped - (before?.Shipped ?? 0);
        if (shipped > 0)
            CommandWriter.Ship(batch, after, shipped);
        else if (shipped < 0)
            CommandWriter.Unship(batch, after, -shipped);
        var cancelled = after.Cancelled - (before?.Cancelled ?? 0);
        if (cancelled > 0)
            CommandWriter.OfLine(
                batch, after).CancelDemand = new CancelDemand { Quantity = cancelled, Reason = "source" };
        else if (cancelled < 0)
            batch.Remark(
                "cancellation_reversed",
                $"order {after.Order} line {after.Line}: {-cancelled} cancelled units were taken back in the "
                + "source; the log has no command for that, place a new line for them");
    }

    static void Place(CommandBatch batch, CommandRule? rule, Contribution line)
    {
        if (line.Quantity == 0)
            return;
        var command = CommandWriter.OfLine(batch, line);
        var demand = new PlaceDemand { Quantity = line.Quantity };
        var rank = new OrderRank
        {
            PriorityClass = line.Priority >= 0 ? line.Priority : UsualPriority,
            AcceptedAtUnixMs = command.OccurredAtUnixMs,
            OrderId = line.Order,
        };
        if (line.Priority >= 0)
            demand.PriorityClass = line.Priority;
        if (line.Date.Length > 0)
        {
            demand.RequestedDate = line.Date;
            rank.RequestedDate = line.Date;
        }
        demand.Sites.AddRange(line.Sites.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        if (rule?.AllowSplit is { } split)
            demand.AllowSplit = split;
        if (rule?.AllowPartial is { } partial)
            demand.AllowPartial = partial;
        command.PlaceDemand = demand;
        command.OrderRank = rank;
    }

    static void Amend(CommandBatch batch, Contribution before, Contribution after)
    {
        var amend = new AmendDemand();
        var differs = false;
        if (before.Quantity != after.Quantity)
        {
            differs = true;
            amend.Quantity = after.Quantity;
        }
        if (before.Priority != after.Priority)
        {
            differs = true;
            amend.PriorityClass = after.Priority >= 0 ? after.Priority : UsualPriority;
        }
        if (before.Date != after.Date)
        {
            differs = true;
            if (after.Date.Length > 0)
                amend.RequestedDate = after.Date;
            else
                amend.RemoveRequestedDate = true;
        }
        if (differs)
            CommandWriter.OfLine(batch, after).AmendDemand = amend;
        if (before.Sites != after.Sites)
            batch.Remark(
                "sites_changed",
                $"order {after.Order} line {after.Line}: the preference of sites changed in the source; the log has "
                + "no command for that");
    }

    // What left is gone and stays so; what is still open is not wanted any more.
    static void Remove(CommandBatch batch, Contribution line)
    {
        var open = line.Quantity - line.Cancelled - line.Shipped;
        if (open > 0)
            CommandWriter.OfLine(batch, line).CancelDemand = new CancelDemand { Quantity = open, Reason = "source" };
    }
}
