using System.Buffers;
using System.Text;
using Backorders.Domain.Snapshots;
using Backorders.Domain.Tests.Properties;
using Backorders.Replay;
using Backorders.Replay.Output;
using Backorders.Topologies.Allocation;
using Backorders.Topologies.Allocation.State;
using FsCheck;
using FsCheck.Fluent;
using StreamApps.RocksDb;
using StreamApps.Testing;

namespace Backorders.Allocation.Conformance;

/// <summary>
/// The allocator must not notice that its state is on disk. A failing log prints its seed and the shortest one found.
/// </summary>
public sealed class StoredStateProperties
{
    const int Logs = 40;
    const int LongLogs = 15;
    const int CommandsPerCommit = 7;

    [Fact]
    public void Handle_AnyLogOverRocksDb_StatesWhatItStatesInMemory() => Check(LogGenerator.Logs, Logs);

    [Fact]
    public void Handle_SortKeysThatChangeAllTheTimeOverRocksDb_StatesWhatItStatesInMemory() =>
        Check(SupplyLogGenerator.LogsOfManyPolicies, LongLogs);

    static void Check(Arbitrary<LogStep[]> logs, int count)
    {
        using var backend = new RocksDbStateBackend(new RocksDbOptions());
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true),
            Prop.ForAll(logs, (LogStep[] log) => AreEqual(log, backend)));
    }

    static bool AreEqual(LogStep[] log, RocksDbStateBackend backend)
    {
        using var folder = new TemporaryFolder();
        using var driver = new TopologyTestDriver(
            AllocationTopology.Build(new AllocationOptions { Ticks = false }),
            new TestDriverOptions { Backend = backend, StateDirectory = folder.Path, CommitEachRecord = false });
        var records = LogStep.ToRecords(log.Where(step => step.Partition == 0));
        var memory = new ReplaySession();
        ReplaySession? stored = null;
        for (var index = 0; index < records.Count; index++)
        {
            // From time to time all that is kept in memory goes, as when a task moves.
            if (index % CommandsPerCommit == 0)
            {
                driver.Commit();
                stored = new ReplaySession(_ => new StoredAllocationState(driver.Store(AllocationTopology.State)));
            }
            List<AllocationEvent> expected = [];
            List<AllocationEvent> seen = [];
            memory.Handle(records[index], expected);
            stored!.Handle(records[index], seen);
            Form(seen).ShouldBe(Form(expected), $"at {records[index]}");
        }
        if (stored is not null)
            Form(stored.TakeSnapshot()).ShouldBe(Form(memory.TakeSnapshot()));
        return true;
    }

    static string Form(IEnumerable<AllocationEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EventWriter.Write(events, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static string Form(AllocationSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SnapshotWriter.Write(snapshot, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
