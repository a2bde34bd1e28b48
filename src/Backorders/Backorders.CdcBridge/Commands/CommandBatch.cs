using Backorders.Contracts;

namespace Backorders.CdcBridge.Commands;

/// <summary>The commands of one change of one row, while they are made.</summary>
sealed class CommandBatch(CommandContext context)
{
    // As intake does it: business time that lies further ahead of the append time is set back.
    const long MaxAheadMs = 3_600_000;

    readonly List<InventoryCommand> _commands = [];
    readonly List<(string Reason, string Detail, InventoryCommand? About)> _remarks = [];

    public IReadOnlyList<InventoryCommand> Commands => _commands;

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<(string Reason, string Detail, InventoryCommand? About)> Remarks => _remarks;

    public CommandContext Context => context;

    public void Remark(string reason, string detail) => _remarks.Add((reason, detail, null));

    /// <summary>Adds a command without its body.</summary>
    public InventoryCommand Add(string sku)
    {
        var occurred = context.OccurredAtMs > 0 ? context.OccurredAtMs : context.AppendedAtMs;
        var bounded = Math.Max(0, occurred - (context.AppendedAtMs + MaxAheadMs));
        var command = new InventoryCommand
        {
            EventId = CommandIds.Of(context, _commands.Count),
            OccurredAtUnixMs = occurred - bounded,
            BoundedByMs = bounded,
            CorrelationId = context.TransactionId is null ? "" : $"{context.Source}/{context.TransactionId}",
            Sku = sku,
            Cdc = new CdcOrigin
            {
                Source = context.Source,
                Table = context.Table,
                Position = context.Position,
                Cause = context.Cause,
                Watermark = context.Watermark,
            },
        };
        _commands.Add(command);
        return command;
    }

    /// <summary>Adds an adjustment, unless it is of nothing.</summary>
    public void Adjust(string sku, string site, long delta, string reason)
    {
        if (delta == 0)
            return;
        var command = Add(sku);
        command.AdjustStock =
            new AdjustStock { AdjustmentId = command.EventId, Site = site, Delta = delta, Reason = reason };
    }
}
