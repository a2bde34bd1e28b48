using Backorders.Contracts;
using Backorders.Domain.Allocation;
using Backorders.Topologies.Allocation.Mapping;
using Backorders.Topologies.Allocation.State;
using StreamApps.Processing;

namespace Backorders.Topologies.Allocation;

/// <summary>The shell around the allocator: decode, handle, forward.</summary>
sealed class AllocationProcessor(AllocationOptions options)
    : IProcessor<string, InventoryCommand, string, Contracts.AllocationEvent>
{
    readonly List<Domain.Allocation.AllocationEvent> _events = [];
    StoredAllocationState? _state;
    Allocator? _allocator;
    AllocationOutputs? _outputs;
    IProcessorContext<string, Contracts.AllocationEvent>? _context;

    public void Init(IProcessorContext<string, Contracts.AllocationEvent> context)
    {
        _context = context;
        _state = new StoredAllocationState(context.Store(AllocationTopology.State));
        _allocator = new Allocator(_state);
        _outputs = new AllocationOutputs(context, _state);
        if (options.Ticks)
            context.Schedule(options.TickInterval, PunctuationType.WallClock, Tick);
    }

    public void Process(in Record<string, InventoryCommand> record)
    {
        var metadata = _context!.Metadata;
        var command = record.Value ?? throw new InvalidRecordException("a command has no value");
        if (record.Key is null)
            throw new InvalidRecordException("a command has no key: the key is its SKU, and decides its partition");
        if (command.HasSku && !string.Equals(record.Key, command.Sku, StringComparison.Ordinal))
            throw new InvalidRecordException($"the key '{record.Key}' is not the command's SKU '{command.Sku}'");
        _events.Clear();
        var position = new Domain.Allocation.LogPosition(metadata.Source.Partition, metadata.Offset);
        _state!.BeginRecord();
        _state.FixEpoch(command.OccurredAtUnixMs);
        _allocator!.Handle(new(position, command.OccurredAtUnixMs, CommandReader.Read(command)), _events);
        if (command.Cdc is { } origin && command.HasSku)
            _state.NoteWatermark(command.Sku, origin.Watermark);
        _outputs!.Send(_events, command, metadata);
    }

    // Only when a deadline is due on the wall clock and log time is behind it: none without deadlines.
    void Tick(long now)
    {
        _state!.BeginRecord();
        if (_allocator!.NextDeadline is not { } deadline || deadline > now || _state.Partition.LogTime >= deadline)
            return;
        var tick = new InventoryCommand { OccurredAtUnixMs = now, Tick = new() };
        _context!.Forward(AllocationTopology.Ticks, new Record<string, RoutedCommand>(
            RoutedCommand.PartitionKey, new(tick, _context.Task.Partition), now));
    }
}
