using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Engine;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.State;
using Backorders.Contracts;

namespace Backorders.CdcBridge.Checks;

/// <summary>
/// Explains what each record of a sample becomes, and what of the connector's settings can be seen to be wrong.
/// </summary>
sealed class SampleExplainer : IBridgeOutput
{
    readonly BridgeMapping _mapping;
    readonly Action<string> _print;
    readonly Bridge _bridge;
    readonly SampleChecks _checks;
    readonly List<string> _outcomes = [];

    public SampleExplainer(BridgeMapping mapping, Action<string> print)
    {
        _mapping = mapping;
        _print = print;
        _bridge = new Bridge(mapping, new MemoryBridgeStore(), this);
        _checks = new SampleChecks(mapping);
    }

    /// <summary>How many records became dead letters.</summary>
    public int Rejected { get; private set; }

    /// <summary>Explains a record.</summary>
    public void Explain(CapturedRecord record)
    {
        _outcomes.Clear();
        _checks.See(record);
        _bridge.Process(record);
        var table = _mapping.OfTopic(record.Topic);
        var what = table is null ? "no mapped table" : $"{table.Kind.ToString().ToLowerInvariant()} {table.Id}";
        _print($"{record.Topic}-{record.Partition}@{record.Offset} ({what}, {Describe(record)})");
        if (_outcomes.Count == 0)
            _print(table is null ? "  passed over: the topic is not mapped" : $"  no command: {WhyNothing(table)}");
        foreach (var outcome in _outcomes)
            _print($"  {outcome}");
    }

    /// <summary>Lets everything that waits end, and prints what was seen of the connector's settings.</summary>
    public void Finish()
    {
        _outcomes.Clear();
        _bridge.Finish();
        if (_outcomes.Count > 0)
            _print("after the sample, once everything has waited long enough:");
        foreach (var outcome in _outcomes)
            _print($"  {outcome}");
        foreach (var warning in _checks.Warnings())
            _print($"warning: {warning}");
    }

    public void Command(InventoryCommand command, in RecordOrigin origin) =>
        _outcomes.Add(
            $"{command.CommandCase} of SKU {command.Sku}{Line(command)}, as of a {command.Cdc.Cause} at "
            + $"{origin.Position}: {Body(command)}");

    public void DeadLetter(CapturedRecord record, string reason, string detail, string? position)
    {
        Rejected++;
        _outcomes.Add($"dead letter ({reason}): {detail}");
    }

    public void Exception(BridgeAlert alert) => _outcomes.Add($"exception ({alert.Reason}): {alert.Detail}");

    static string Describe(CapturedRecord record) =>
        record.Value is null ? "a tombstone" : $"{record.Value.Length:N0} bytes";

    string WhyNothing(TableMapping table)
    {
        if (table.Kind == TableKind.Lookup)
            return "a lookup's rows are kept for other tables";
        if (table.ExplainedBy.Count > 0)
            return $"what {string.Join(", ", table.ExplainedBy)} does not explain of it is sent "
                + $"{_mapping.Limits.Settle.TotalSeconds:0.###} s later";
        return "it changes nothing that the commands are made of, or was seen before, or a filter leaves the row "
            + "out, or it waits for a lookup";
    }

    static string Line(InventoryCommand command) =>
        command.HasOrderId ? $", order {command.OrderId} line {command.LineId}" : "";

    static string Body(InventoryCommand command) => command.CommandCase switch
    {
        InventoryCommand.CommandOneofCase.AdjustStock =>
            $"{command.AdjustStock.Delta:+0;-0} at {command.AdjustStock.Site}",
        InventoryCommand.CommandOneofCase.ReceiveStock =>
            $"{command.ReceiveStock.Quantity} at {command.ReceiveStock.Site}",
        InventoryCommand.CommandOneofCase.ConfirmShipment =>
            $"{command.ConfirmShipment.Quantity} from {command.ConfirmShipment.Site}",
        InventoryCommand.CommandOneofCase.PlaceDemand => $"{command.PlaceDemand.Quantity} wanted",
        InventoryCommand.CommandOneofCase.AmendDemand =>
            command.AmendDemand.HasQuantity ? $"{command.AmendDemand.Quantity} wanted now" : "class or date",
        InventoryCommand.CommandOneofCase.CancelDemand => $"{command.CancelDemand.Quantity} not wanted any more",
        InventoryCommand.CommandOneofCase.ExpectSupply =>
            $"{command.ExpectSupply.Quantity} at {command.ExpectSupply.Site} on {command.ExpectSupply.Date}",
        InventoryCommand.CommandOneofCase.RescheduleSupply =>
            $"{command.RescheduleSupply.Quantity} on {command.RescheduleSupply.Date}",
        _ => "",
    };
}
