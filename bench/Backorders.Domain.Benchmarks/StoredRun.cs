using System.Diagnostics;
using System.Globalization;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using StreamApps.RocksDb;
using StreamApps.Testing;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// Receipts of 10 units over the RocksDB-backed state of a task, with the commits of one: the cost must not depend on
/// how many lines wait.
/// </summary>
internal static class StoredRun
{
    const long Time = 1_790_000_000_000;
    const int Receipts = 2_000;
    const int CommitEach = 500;

    public static void Run()
    {
        foreach (var waiting in new[] { 110_000, 300_000, 1_000_000 })
        {
            var directory = Directory.CreateTempSubdirectory("backorders-bench-");
            try
            {
                Measure(waiting, directory.FullName);
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }
    }

    static void Measure(int waiting, string directory)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        using var driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = false }),
            new TestDriverOptions { Backend = backend, StateDirectory = directory, CommitEachRecord = false });
        var state = new StoredAllocationState(driver.Store(AllocationTopology.State));
        var allocator = new Allocator(state);
        List<AllocationEvent> events = [];
        var offset = 0L;
        void Send(AllocationCommand command)
        {
            state.BeginRecord();
            events.Clear();
            allocator.Handle(new(new(0, offset++), Time, command with { Sku = "S", EventId = command.EventId ?? "e" }), events);
            if (events.Count == 0 || events[0] is CommandRejected)
                throw new InvalidOperationException($"{command.Type} did nothing");
            if (offset % CommitEach == 0)
                driver.Commit();
        }
        Send(new SetPolicy { EventId = "policy", Version = 1, SiteOrder = ["A", "B"], DedupWindowMs = 0, ClosedLineRetentionMs = 0 });
        for (var number = 0; number < waiting; number++)
            Send(new PlaceDemand { OrderId = $"o{number}", LineId = "1", Quantity = 1 });
        driver.Commit();
        List<double> rounds = [];
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var receipt = 0; receipt < Receipts; receipt++)
                Send(new ReceiveStock { ReceiptId = "r", Site = "A", Quantity = 10 });
            rounds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Receipts);
        }
        rounds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{waiting,9:N0} waiting: {rounds[2]:F0} us a receipt that fills {events.Count - 1} lines (best {rounds[0]:F0}, worst {rounds[^1]:F0})"));
    }
}
