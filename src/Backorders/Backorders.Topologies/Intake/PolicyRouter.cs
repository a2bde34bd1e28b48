using Backorders.Contracts;
using StreamApps.Processing;

namespace Backorders.Topologies.Intake;

/// <summary>
/// Passes policies on: a SKU's to its own partition, the default one to every partition, explicitly, each as a command
/// in the partition's own log.
/// </summary>
sealed class PolicyRouter(IntakeOptions options) : IProcessor<string, Contracts.AllocationPolicy, string, RoutedCommand>
{
    readonly CommandFactory _commands = new(options);
    IProcessorContext<string, RoutedCommand>? _context;

    public void Init(IProcessorContext<string, RoutedCommand> context) => _context = context;

    public void Process(in Record<string, Contracts.AllocationPolicy> record)
    {
        // A tombstone of the compacted topic takes nothing back: policies are replaced, not removed.
        if (record.Value is not { } source)
            return;
        StockCommands.RequireKey(record.Key, source.Sku);
        var command = _commands.Create(source.Metadata, null, source.Sku, _context!.Metadata);
        StockCommands.Fill(source.Policy ?? new Policy(), command);
        if (!string.Equals(source.Sku, RoutedCommand.PartitionKey, StringComparison.Ordinal))
        {
            _context.Forward(new Record<string, RoutedCommand>(source.Sku, new(command, null), record.Timestamp));
            return;
        }
        for (var partition = 0; partition < options.CommandPartitions; partition++)
        {
            _context.Forward(new Record<string, RoutedCommand>(
                RoutedCommand.PartitionKey, new(command, partition), record.Timestamp));
        }
    }
}
