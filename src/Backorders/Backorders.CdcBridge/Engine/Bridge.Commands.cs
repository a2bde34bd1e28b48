using Backorders.CdcBridge.Commands;
using Backorders.CdcBridge.Images;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.State;
using Backorders.Contracts;

namespace Backorders.CdcBridge.Engine;

/// <summary>What is sent, and the balances that ledgers explain.</summary>
sealed partial class Bridge
{
    const char Separator = '\u001f';

    /// <summary>Sends the difference between two states of a row; raises its revision when that is anything.</summary>
    void Send(
        TableMapping table,
        string key,
        StoredRow row,
        Contribution?[] before,
        Contribution?[] after,
        string cause,
        ChangeScope scope)
    {
        CommandBatch? batch = null;
        var rules = Math.Max(before.Length, after.Length);
        for (var rule = 0; rule < rules; rule++)
        {
            var old = rule < before.Length ? before[rule] : null;
            var now = rule < after.Length ? after[rule] : null;
            if (old == now)
                continue;
            if (table.ExplainedBy.Count > 0 && (now ?? old)!.Command == CommandKind.AdjustStock)
            {
                NoteBalance(table, old, -1, scope);
                NoteBalance(table, now, 1, scope);
                continue;
            }
            batch ??= new CommandBatch(Context(table.Id, key, row.Revision + 1, cause, scope));
            CommandWriter.Write(batch, rule < table.Commands.Count ? table.Commands[rule] : null, old, now);
        }
        if (batch is null)
            return;
        if (batch.Commands.Count > 0)
            row.Revision++;
        foreach (var command in batch.Commands)
        {
            if (table.Explains is { } balance)
                NoteExplanation(balance, command, scope);
            _output.Command(command, scope.Origin);
        }
        foreach (var (reason, detail, _) in batch.Remarks)
            Alert(reason, detail, table.Id, key, scope);
    }

    CommandContext Context(string table, string key, long revision, string cause, ChangeScope scope) => new(
        _mapping.Source.Name,
        table,
        key,
        revision,
        cause,
        scope.Origin.Position,
        $"{_mapping.Source.Name}@{PositionText(_state.Source.Watermark)}",
        scope.CommitMs,
        scope.AppendedMs,
        scope.TransactionId);

    void NoteBalance(TableMapping balance, Contribution? contribution, int sign, ChangeScope scope)
    {
        if (contribution is null)
            return;
        var remainder = _state.Remainder(balance, contribution.Sku, contribution.Site);
        remainder.Balance += sign * contribution.Quantity;
        Watch(balance, contribution.Sku, contribution.Site, remainder, scope);
    }

    void NoteExplanation(TableMapping balance, InventoryCommand command, ChangeScope scope)
    {
        var (site, units) = command.CommandCase switch
        {
            InventoryCommand.CommandOneofCase.AdjustStock => (command.AdjustStock.Site, command.AdjustStock.Delta),
            InventoryCommand.CommandOneofCase.ReceiveStock =>
                (command.ReceiveStock.Site, command.ReceiveStock.Quantity),
            InventoryCommand.CommandOneofCase.ConfirmShipment =>
                (command.ConfirmShipment.Site, -command.ConfirmShipment.Quantity),
            _ => ("", 0),
        };
        if (units == 0)
            return;
        var remainder = _state.Remainder(balance, command.Sku, site);
        remainder.Explained += units;
        Watch(balance, command.Sku, site, remainder, scope);
    }

    void Watch(TableMapping balance, string sku, string site, Remainder remainder, ChangeScope scope)
    {
        remainder.CommitMs = Math.Max(remainder.CommitMs, scope.CommitMs);
        remainder.Origin = scope.Origin;
        if (!remainder.IsDue)
        {
            remainder.IsDue = true;
            _state.Schedule(
                Now + (long)_mapping.Limits.Settle.TotalMilliseconds,
                TimerKind.Remainder,
                $"{balance.Id}{Separator}{sku}{Separator}{site}");
        }
        _state.Put(balance, sku, site, remainder);
    }

    /// <summary>Sends what no ledger row explains of a balance, now that they had time to come.</summary>
    void SendRemainder(string about)
    {
        var parts = about.Split(Separator);
        if (_mapping.OfId(parts[0]) is not { } balance)
            return;
        var (sku, site) = (parts[1], parts[2]);
        var remainder = _state.Remainder(balance, sku, site);
        remainder.IsDue = false;
        var delta = remainder.Balance - remainder.Explained - remainder.Sent;
        if (delta != 0)
        {
            remainder.Sent += delta;
            remainder.Revision++;
            var scope = new ChangeScope(remainder.Origin, default, remainder.CommitMs, Now, null, null);
            var batch = new CommandBatch(
                Context(balance.Id, $"{sku},{site}", remainder.Revision, ChangeCause.Unexplained, scope));
            batch.Adjust(sku, site, delta, "other");
            foreach (var command in batch.Commands)
                _output.Command(command, scope.Origin);
        }
        _state.Put(balance, sku, site, remainder);
    }
}
