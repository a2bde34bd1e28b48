using Backorders.Topologies.Allocation;
using StreamApps.RocksDb;
using StreamApps.State;

namespace Backorders.Topologies.Tests.Allocation;

/// <summary>The allocation topology over RocksDB: sites HUB and NORTH, one SKU unless a test says otherwise.</summary>
sealed class AllocationDriver : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly IStateBackend _backend = new RocksDbStateBackend(new RocksDbOptions());
    int _commands;

    public AllocationDriver(bool commitEachRecord = true, long maxRecordBytes = 16 << 20, bool ticks = true)
    {
        Driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = ticks }),
            new TestDriverOptions
            {
                Backend = _backend,
                StateDirectory = _folder.Path,
                Errors = Applications.Errors,
                Start = Times.Start,
                CommitEachRecord = commitEachRecord,
                MaxRecordBytes = maxRecordBytes,
            });
        Commands = Driver.Input(BackordersTopics.InventoryCommands);
        Log = Driver.Output(BackordersTopics.InventoryCommands);
        Allocations = Driver.Output(BackordersTopics.Allocations);
        StockEvents = Driver.Output(BackordersTopics.StockEvents);
        Atp = Driver.Output(BackordersTopics.Atp);
        OpenBackorders = Driver.Output(BackordersTopics.OpenBackorders);
        Exceptions = Driver.Output(BackordersTopics.Exceptions);
        DeadLetters = Driver.DeadLetters();
    }

    public TopologyTestDriver Driver { get; }

    public TestInputTopic<string, InventoryCommand> Commands { get; }

    /// <summary>The command log as it is read back: with the ticks that the task wrote.</summary>
    public TestOutputTopic<string, InventoryCommand> Log { get; }

    public TestOutputTopic<string, AllocationEvent> Allocations { get; }

    public TestOutputTopic<string, StockEvent> StockEvents { get; }

    public TestOutputTopic<string, AtpSnapshot> Atp { get; }

    public TestOutputTopic<string, OpenBackorder> OpenBackorders { get; }

    public TestOutputTopic<string, BusinessException> Exceptions { get; }

    public TestOutputTopic<byte[], byte[]> DeadLetters { get; }

    /// <summary>Business time of the next command.</summary>
    public long Now { get; set; } = Times.StartMs;

    /// <summary>Sends a command of its SKU with an id of its own.</summary>
    public AllocationDriver Send(InventoryCommand command)
    {
        if (!command.HasSku)
            command.Sku = "S";
        if (!command.HasEventId)
            command.EventId = $"e{_commands++}";
        command.OccurredAtUnixMs = Now;
        Commands.Pipe(command.Sku, command);
        return this;
    }

    public AllocationDriver Policy(long version = 1, params string[] sites) => Send(new()
    {
        SetPolicy = new() { Version = version, SiteOrder = { sites.Length > 0 ? sites : ["HUB", "NORTH"] } },
    });

    public AllocationDriver Place(string orderId, long quantity, string lineId = "1") =>
        Send(new() { OrderId = orderId, LineId = lineId, PlaceDemand = new() { Quantity = quantity } });

    public AllocationDriver Receive(long quantity, string site = "HUB") =>
        Send(new() { ReceiveStock = new() { ReceiptId = "R", Site = site, Quantity = quantity } });

    public AllocationDriver Expect(string supply, long quantity, string date) =>
        Send(new() { ExpectSupply = new() { Ref = supply, Site = "HUB", Quantity = quantity, Date = date } });

    public AllocationDriver Cancel(string orderId) =>
        Send(new() { OrderId = orderId, LineId = "1", CancelDemand = new() });

    /// <summary>The types of the events about orders that were not read yet.</summary>
    public List<string> NewTypes() => [.. Allocations.ReadAll().Select(record => record.Value!.EventCase.ToString())];

    public void Dispose()
    {
        Driver.Dispose();
        _backend.Dispose();
        _folder.Dispose();
    }
}
