using Backorders.Contracts;
using Backorders.Domain.State;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.Mapping;
using Backorders.Topologies.Allocation.State;
using StreamApps.State;
using StreamApps.Testing;
using DomainEvent = Backorders.Domain.Allocation.AllocationEvent;

namespace Backorders.Allocation.Conformance;

/// <summary>The allocation task of one partition of the command log.</summary>
internal sealed class TopologyPartition : IDisposable
{
    const long AppendTime = 1_000;

    readonly TopologyTestDriver _driver;
    readonly TestInputTopic<string, InventoryCommand> _commands;
    readonly TestOutputTopic<string, Contracts.AllocationEvent> _allocations;
    readonly TestOutputTopic<string, StockEvent> _stockEvents;

    public TopologyPartition(int partition, IStateBackend backend, string folder)
    {
        _driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = false }),
            new TestDriverOptions { Partition = partition, Backend = backend, StateDirectory = folder });
        _commands = _driver.Input(BackordersTopics.InventoryCommands);
        _allocations = _driver.Output(BackordersTopics.Allocations);
        _stockEvents = _driver.Output(BackordersTopics.StockEvents);
    }

    /// <summary>The state as the task sees it.</summary>
    public IAllocationState State => new StoredAllocationState(_driver.Store(AllocationTopology.State));

    /// <summary>Sends a record's command through the topology; the events are those that consumers read.</summary>
    public List<DomainEvent> Handle(Domain.Allocation.LogRecord record)
    {
        var wire = CommandWriter.Write(record.Command, record.Timestamp);
        _commands.PipeAt(record.Position.Offset, wire.HasSku ? wire.Sku : "*", wire, AppendTime);
        var events = new List<DomainEvent>();
        events.AddRange(_allocations.ReadAll().Select(read => EventReader.Read(read.Value!)));
        events.AddRange(_stockEvents.ReadAll().Select(read => EventReader.Read(read.Value!)));
        events.Sort((left, right) => left.Header.Index.CompareTo(right.Header.Index));
        return events;
    }

    public void Dispose() => _driver.Dispose();
}
