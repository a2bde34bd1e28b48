using System.Globalization;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using StreamApps.RocksDb;
using StreamApps.Testing;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// <see cref="CommandMix"/> over the RocksDB-backed state of a task, with its commits: the allocator and its state
/// without wire forms and broker. What counts is processor time, that of RocksDB's own threads included.
/// </summary>
internal static class StoredMixRun
{
    const int Commands = 200_000;
    const int Batch = 1_000;
    const int WarmUp = 40;

    public static void Run()
    {
        var directory = Directory.CreateTempSubdirectory("backorders-bench-");
        try
        {
            Measure(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static void Measure(string directory)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        using var driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = false }),
            new TestDriverOptions { Backend = backend, StateDirectory = directory, CommitEachRecord = false });
        var state = new StoredAllocationState(driver.Store(AllocationTopology.State));
        var allocator = new Allocator(state);
        var mix = new CommandMix(42);
        List<LogRecord> batch = [];
        List<AllocationEvent> events = [];
        TimeSpan handling = default, committing = default;
        for (var number = 0; number < Commands / Batch; number++)
        {
            batch.Clear();
            events.Clear();
            for (var index = 0; index < Batch; index++)
                batch.Add(mix.Next());
            var start = Environment.CpuUsage.TotalTime;
            foreach (var record in batch)
            {
                state.BeginRecord();
                allocator.Handle(record, events);
            }
            var handled = Environment.CpuUsage.TotalTime;
            driver.Commit();
            if (number >= WarmUp)
            {
                handling += handled - start;
                committing += Environment.CpuUsage.TotalTime - handled;
            }
            mix.Follow(events);
        }
        const double Measured = Commands - WarmUp * Batch;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{handling.TotalMicroseconds / Measured:F1} us a command to handle, "
                + $"{committing.TotalMicroseconds / Measured:F1} us its share of a commit"));
    }
}
