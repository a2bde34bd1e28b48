using Backorders.Contracts;
using StreamApps.Processing;

namespace Backorders.Topologies.Intake;

/// <summary>Passes messages about stock on as commands of their SKU; nothing is remembered.</summary>
/// <param name="options">The intake's options.</param>
/// <param name="head">The message's metadata and SKU.</param>
/// <param name="fill">Writes the command's body.</param>
sealed class StockRouter<T>(
    IntakeOptions options, Func<T, (MessageMetadata? Metadata, string Sku)> head, Action<T, InventoryCommand> fill)
    : IProcessor<string, T, string, RoutedCommand>
    where T : class
{
    readonly CommandFactory _commands = new(options);
    IProcessorContext<string, RoutedCommand>? _context;

    public void Init(IProcessorContext<string, RoutedCommand> context) => _context = context;

    public void Process(in Record<string, T> record)
    {
        var source = record.Value ?? throw new InvalidRecordException("the message has no value");
        var (metadata, sku) = head(source);
        StockCommands.RequireKey(record.Key, sku);
        var command = _commands.Create(metadata, null, sku, _context!.Metadata);
        fill(source, command);
        _context.Forward(new Record<string, RoutedCommand>(sku, new(command, null), record.Timestamp));
    }
}
