using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using StreamApps.RocksDb;
using StreamApps.Testing;

namespace Backorders.Domain.Benchmarks;

/// <summary>
/// <see cref="FlatRun"/> over the RocksDB-backed state of a task, with the commits of one. The queue is written into
/// the database in bulk: as changes of the task, the driver would keep all of it in memory as a changelog.
/// </summary>
internal static class StoredRun
{
    public static void Run() => FlatRun.ForEachSize(static (waiting, dated, report) =>
    {
        var directory = Directory.CreateTempSubdirectory("backorders-bench-");
        try
        {
            Measure(waiting, dated, report, directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    });

    static void Measure(int waiting, bool dated, bool report, string directory)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        // It makes the folder of the task's database.
        Open(backend, directory).Dispose();
        FlatRun.Say($"{waiting:N0} lines");
        using (var bulk = new BulkStore(backend, Directory.GetDirectories(directory).Single()))
            Backlog.Fill(new StoredAllocationState(bulk), waiting, dated);
        using var driver = Open(backend, directory);
        var state = new StoredAllocationState(driver.Store(AllocationTopology.State));
        var backlog = new Backlog(waiting, state, state.BeginRecord);
        driver.Commit();
        new FlatRun(backlog, driver.Commit).Measure(waiting, dated, report);
    }

    static TopologyTestDriver Open(RocksDbStateBackend backend, string directory) => new(
        AllocationTopology.Build(new AllocationOptions { Ticks = false }),
        new TestDriverOptions { Backend = backend, StateDirectory = directory, CommitEachRecord = false });
}
