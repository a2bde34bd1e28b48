using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.Contracts;

namespace Backorders.CdcBridge.Commands;

/// <summary>Writes the difference between what a row stood for and what it stands for now as commands. Pure.</summary>
static class CommandWriter
{
    /// <summary>Writes the difference by one rule.</summary>
    /// <param name="batch">Where commands go.</param>
    /// <param name="rule">The rule; null when the mapping does not have it any more.</param>
    /// <param name="before">What the row stood for; null for nothing.</param>
    /// <param name="after">What it stands for; null for nothing.</param>
    public static void Write(CommandBatch batch, CommandRule? rule, Contribution? before, Contribution? after)
    {
        if (before is not null && after is not null && !before.IsSamePlace(after))
        {
            Write(batch, rule, before, null);
            Write(batch, rule, null, after);
            return;
        }
        switch ((after ?? before)?.Command)
        {
            case CommandKind.AdjustStock:
                Adjust(batch, before, after, rule?.Reason ?? "other");
                break;
            case CommandKind.ReceiveStock:
                Receive(batch, before, after);
                break;
            case CommandKind.ConfirmShipment:
                Ship(batch, before, after);
                break;
            case CommandKind.PlaceDemand:
                DemandWriter.Write(batch, rule, before, after);
                break;
            case CommandKind.ExpectSupply:
                Expect(batch, before, after);
                break;
        }
    }

    /// <summary>Writes a shipment of an order line.</summary>
    public static void Ship(CommandBatch batch, Contribution line, long units)
    {
        var command = OfLine(batch, line);
        command.ConfirmShipment = new ConfirmShipment { Site = line.Site, Quantity = units };
    }

    /// <summary>A command about an order line, without its body.</summary>
    public static InventoryCommand OfLine(CommandBatch batch, Contribution line)
    {
        var command = batch.Add(line.Sku);
        command.OrderId = line.Order;
        command.LineId = line.Line;
        return command;
    }

    /// <summary>
    /// Takes a shipment back: the log has no command for it, so the goods come back to stock, and a person is told.
    /// </summary>
    public static void Unship(CommandBatch batch, Contribution line, long units)
    {
        batch.Adjust(line.Sku, line.Site, units, "return");
        batch.Remark(
            "shipment_reversed",
            $"order {line.Order} line {line.Line}: {units} shipped units were taken back in the source; they are "
            + "back in stock, the line stays shipped");
    }

    static void Adjust(CommandBatch batch, Contribution? before, Contribution? after, string reason)
    {
        var place = (after ?? before)!;
        var delta = (Int128)(after?.Quantity ?? 0) - (before?.Quantity ?? 0);
        // Two adjustments where one would not fit into 64 bits.
        if (delta > long.MinValue && delta <= long.MaxValue)
        {
            batch.Adjust(place.Sku, place.Site, (long)delta, reason);
            return;
        }
        batch.Adjust(place.Sku, place.Site, -before!.Quantity, reason);
        batch.Adjust(place.Sku, place.Site, after!.Quantity, reason);
    }

    // One row is one receipt: what changes in it afterwards is a correction of stock, not another receipt.
    static void Receive(CommandBatch batch, Contribution? before, Contribution? after)
    {
        if (before is not null || after is not { Quantity: > 0 })
        {
            Adjust(batch, before, after, "other");
            return;
        }
        var command = batch.Add(after.Sku);
        command.ReceiveStock =
            new ReceiveStock { ReceiptId = command.EventId, Site = after.Site, Quantity = after.Quantity };
        if (after.Line.Length > 0)
            command.ReceiveStock.SupplyRef = after.Line;
    }

    static void Ship(CommandBatch batch, Contribution? before, Contribution? after)
    {
        var units = (after?.Quantity ?? 0) - (before?.Quantity ?? 0);
        if (units > 0)
            Ship(batch, (after ?? before)!, units);
        else if (units < 0)
            Unship(batch, (after ?? before)!, -units);
    }

    static void Expect(CommandBatch batch, Contribution? before, Contribution? after)
    {
        var place = (after ?? before)!;
        if (after is not { Quantity: > 0 })
        {
            if (before is { Quantity: > 0 })
                batch.Add(place.Sku).CancelSupply = new CancelSupply { Ref = place.Line };
        }
        else if (before is not { Quantity: > 0 })
        {
            batch.Add(place.Sku).ExpectSupply =
                new ExpectSupply { Ref = after.Line, Site = after.Site, Quantity = after.Quantity, Date = after.Date };
        }
        else if (before.Quantity != after.Quantity || before.Date != after.Date)
        {
            batch.Add(place.Sku).RescheduleSupply =
                new RescheduleSupply { Ref = after.Line, Quantity = after.Quantity, Date = after.Date };
        }
    }
}
