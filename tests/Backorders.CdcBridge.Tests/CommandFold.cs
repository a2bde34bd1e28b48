using Backorders.Contracts;

namespace Backorders.CdcBridge.Tests;

/// <summary>Folds what the bridge makes: stock by SKU and site, order lines, and what it said beside that.</summary>
sealed class CommandFold : IBridgeOutput
{
    readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public Dictionary<(string Sku, string Site), long> Stock { get; } = [];

    /// <summary>Ordered, cancelled and shipped by order and line.</summary>
    public Dictionary<(string Order, string Line), (long Ordered, long Cancelled, long Shipped)> Lines { get; } = [];

    public List<InventoryCommand> Commands { get; } = [];

    public List<(string Reason, string Detail, CapturedRecord Record, string? Position)> DeadLetters { get; } = [];

    public List<BridgeAlert> Alerts { get; } = [];

    public void Command(InventoryCommand command, in RecordOrigin origin)
    {
        _ids.Add(command.EventId)
            .ShouldBeTrue($"the id {command.EventId} was given twice: the allocator would drop the second command");
        Commands.Add(command);
        var line = (command.OrderId, command.LineId);
        var known = command.HasOrderId ? Lines.GetValueOrDefault(line) : default;
        switch (command.CommandCase)
        {
            case InventoryCommand.CommandOneofCase.AdjustStock:
                Add(command.Sku, command.AdjustStock.Site, command.AdjustStock.Delta);
                break;
            case InventoryCommand.CommandOneofCase.ReceiveStock:
                Add(command.Sku, command.ReceiveStock.Site, command.ReceiveStock.Quantity);
                break;
            case InventoryCommand.CommandOneofCase.ConfirmShipment:
                Add(command.Sku, command.ConfirmShipment.Site, -command.ConfirmShipment.Quantity);
                Lines[line] = known with { Shipped = known.Shipped + command.ConfirmShipment.Quantity };
                break;
            case InventoryCommand.CommandOneofCase.PlaceDemand:
                Lines[line] = known with { Ordered = known.Ordered + command.PlaceDemand.Quantity };
                break;
            case InventoryCommand.CommandOneofCase.AmendDemand when command.AmendDemand.HasQuantity:
                Lines[line] = known with { Ordered = command.AmendDemand.Quantity };
                break;
            case InventoryCommand.CommandOneofCase.CancelDemand:
                Lines[line] = known with { Cancelled = known.Cancelled + command.CancelDemand.Quantity };
                break;
            default:
                break;
        }
    }

    public void DeadLetter(CapturedRecord record, string reason, string detail, string? position) =>
        DeadLetters.Add((reason, detail, record, position));

    public void Exception(BridgeAlert alert) => Alerts.Add(alert);

    /// <summary>The stock that is not zero, as text in order.</summary>
    public string[] StockText() => Text(Stock);

    public static string[] Text(Dictionary<(string Sku, string Site), long> stock) =>
        [.. stock.Where(entry => entry.Value != 0)
            .Select(entry => $"{entry.Key.Sku} {entry.Key.Site} {entry.Value}")
            .Order(StringComparer.Ordinal)];

    /// <summary>What was said beside the commands, in short.</summary>
    public string Said() => string.Join("; ", Alerts.Select(alert => $"{alert.Reason}: {alert.Detail}").Take(5))
        + string.Concat(
            DeadLetters.GroupBy(letter => letter.Reason, StringComparer.Ordinal)
                .Select(group => $"; {group.Count()} {group.Key}"));

    void Add(string sku, string site, long units) => Stock[(sku, site)] = Stock.GetValueOrDefault((sku, site)) + units;

    /// <summary>Runs records through a new bridge to their end.</summary>
    public static CommandFold Of(BridgeMapping mapping, IEnumerable<CapturedRecord> records)
    {
        var fold = new CommandFold();
        var bridge = new Bridge(mapping, new MemoryBridgeStore(), fold);
        foreach (var record in records)
            bridge.Process(record);
        bridge.Finish();
        return fold;
    }
}
