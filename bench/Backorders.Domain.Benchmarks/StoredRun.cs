using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using StreamApps.RocksDb;
using StreamApps.Testing;

namespace Backorders.Domain.Benchmarks;

/// <summary><see cref="FlatRun"/> over the RocksDB-backed state of a task, with the commits of one.</summary>
internal static class StoredRun
{
    // While the queue is filled; the measurement commits for itself.
    const int CommitEach = 10_000;

    public static void Run() => FlatRun.ForEachSize(static (waiting, report) =>
    {
        var directory = Directory.CreateTempSubdirectory("backorders-bench-");
        try
        {
            Measure(waiting, report, directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    });

    static void Measure(int waiting, bool report, string directory)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        using var driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = false }),
            new TestDriverOptions { Backend = backend, StateDirectory = directory, CommitEachRecord = false });
        var state = new StoredAllocationState(driver.Store(AllocationTopology.State));
        var records = 0;
        var backlog = new Backlog(waiting, state, () =>
        {
            if (++records % CommitEach == 0)
                driver.Commit();
            state.BeginRecord();
        });
        driver.Commit();
        new FlatRun(backlog, driver.Commit).Measure(waiting, report);
    }
}
